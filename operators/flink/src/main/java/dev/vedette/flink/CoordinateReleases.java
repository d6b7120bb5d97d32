package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Report;
import dev.vedette.core.release.Rollout;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;

/**
 * Carries reports to {@link Rollout} and its decisions to every subtask. It lives on the job
 * manager, once for an operator.
 *
 * <p>What it sends before a checkpoint is in the subtasks' part of that checkpoint, and what it
 * sends afterwards is not: Flink sees to that. So a release serves in all subtasks or in none after
 * a restart as well.
 */
final class CoordinateReleases implements OperatorCoordinator {
  private final Context context;
  private final InstantSource clock;
  private final ReleaseBoard board;

  /** One object, so that it can be taken off again. */
  private final ReleaseBoard.Listener listener = this::announced;

  private final Map<Integer, SubtaskGateway> subtasks = new HashMap<>();

  private @Nullable Rollout rollout;
  private Rollout.Decided restored = Rollout.Decided.NOTHING;

  CoordinateReleases(Context context, InstantSource clock) {
    this.context = context;
    this.clock = clock;
    this.board = ReleaseBoard.of(context.getCoordinatorStore());
  }

  /** What of it travels in the job's graph. */
  record Provider(OperatorID operatorId) implements OperatorCoordinator.Provider {
    private static final long serialVersionUID = 1;

    @Override
    public OperatorID getOperatorId() {
      return operatorId;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new CoordinateReleases(context, InstantSource.system());
    }
  }

  @Override
  public void start() {
    board.join(listener);
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    Report report = ((ReportEvent) event).report();
    rollout()
        .report(subtask, report, clock.instant())
        .ifPresent(decision -> tellAll(new DecisionEvent(decision)));
  }

  private void announced(Announcement announcement, boolean again) {
    tellAll(new AnnouncementEvent(announcement, again));
  }

  /** An event that is lost fails its subtask, which reports again after its restart. */
  private void tellAll(OperatorEvent event) {
    subtasks.values().forEach(subtask -> subtask.sendEvent(event));
  }

  private Rollout rollout() {
    Rollout current = rollout;
    if (current == null) {
      // Only now: with an adaptive scheduler nobody knows earlier how many subtasks there will be.
      rollout = current = new Rollout(context.currentParallelism(), restored);
    }
    return current;
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    subtasks.put(subtask, gateway);
    board.announcements().forEach(one -> gateway.sendEvent(new AnnouncementEvent(one, true)));
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
    subtasks.remove(subtask);
    if (rollout != null) {
      rollout.forget(subtask);
    }
  }

  @Override
  public void subtaskReset(int subtask, long checkpointId) {
    if (rollout != null) {
      rollout.forget(subtask);
    }
  }

  @Override
  public void checkpointCoordinator(long checkpointId, CompletableFuture<byte[]> result) {
    Rollout.Decided decided = rollout == null ? restored : rollout.decided();
    try {
      result.complete(DecidedCodec.write(decided));
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {}

  @Override
  public void resetToCheckpoint(long checkpointId, byte @Nullable [] data) throws IOException {
    rollout = null;
    restored = data == null ? Rollout.Decided.NOTHING : DecidedCodec.read(data);
  }

  @Override
  public void close() {
    board.leave(listener);
    subtasks.clear();
  }
}
