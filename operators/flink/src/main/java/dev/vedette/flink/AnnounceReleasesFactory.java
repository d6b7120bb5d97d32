package dev.vedette.flink;

import dev.vedette.core.release.Announcement;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/** What of {@link AnnounceReleases} travels in the job's graph, and its coordinator. */
public final class AnnounceReleasesFactory extends AbstractStreamOperatorFactory<Void>
    implements OneInputStreamOperatorFactory<Announcement, Void>, CoordinatedOperatorFactory<Void> {
  private static final long serialVersionUID = 1;

  private final ReleaseReaderOpener reader;

  public AnnounceReleasesFactory(ReleaseReaderOpener reader) {
    this.reader = reader;
  }

  @Override
  @SuppressWarnings("unchecked") // the signature leaves no other way
  public <T extends StreamOperator<Void>> T createStreamOperator(
      StreamOperatorParameters<Void> parameters) {
    OperatorID id = parameters.getStreamConfig().getOperatorID();
    OperatorEventDispatcher events = parameters.getOperatorEventDispatcher();
    events.registerEventHandler(id, event -> {}); // its coordinator tells it nothing
    return (T) new AnnounceReleases(parameters, reader, events.getOperatorEventGateway(id));
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new Provider(id);
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AnnounceReleases.class;
  }

  private record Provider(OperatorID operatorId) implements OperatorCoordinator.Provider {
    private static final long serialVersionUID = 1;

    @Override
    public OperatorID getOperatorId() {
      return operatorId;
    }

    @Override
    public OperatorCoordinator create(OperatorCoordinator.Context context) {
      return new PutUp(ReleaseBoard.of(context.getCoordinatorStore()));
    }
  }

  /** Puts up what is read. What has to outlive a restart is in the operator's own state. */
  private record PutUp(ReleaseBoard board) implements OperatorCoordinator {
    @Override
    public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
      board.post((ReadEvent) event);
    }

    @Override
    public void checkpointCoordinator(long checkpointId, CompletableFuture<byte[]> result) {
      result.complete(new byte[0]);
    }

    @Override
    public void start() {}

    @Override
    public void close() {}

    @Override
    public void notifyCheckpointComplete(long checkpointId) {}

    @Override
    public void resetToCheckpoint(long checkpointId, byte @Nullable [] data) {}

    @Override
    public void subtaskReset(int subtask, long checkpointId) {}

    @Override
    public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {}

    @Override
    public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {}
  }
}
