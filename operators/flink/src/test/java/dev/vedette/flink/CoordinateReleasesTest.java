package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Decision;
import dev.vedette.core.release.Decision.Step;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.Report;
import dev.vedette.core.release.Rollout.Decided;
import dev.vedette.core.release.Tally;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.EventReceivingTasks;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports go in from subtasks, decisions go out to all of them. */
class CoordinateReleasesTest {
  private final EventReceivingTasks tasks = EventReceivingTasks.createForRunningTasks();
  private final MockOperatorCoordinatorContext context = context(2);
  private final ReleaseBoard board = ReleaseBoard.of(context.getCoordinatorStore());
  private final CoordinateReleases coordinator =
      new CoordinateReleases(context, InstantSource.system());

  @BeforeEach
  void start() {
    coordinator.start();
  }

  @Test
  void everySubtaskIsToldOnceAllAreReady() {
    begin(0);
    begin(1);
    report(0, ready(1));
    assertThat(tasks.getNumberOfSentEvents()).isZero();
    report(1, ready(1));
    for (int subtask = 0; subtask < 2; subtask++) {
      assertThat(told(subtask)).containsExactly(Step.ACTIVATE);
    }
  }

  @Test
  void whatIsPutUpIsToldToAllAndToThoseThatBeginLater() {
    var announcement = new Announcement("id", new byte[] {1});
    begin(0);
    board.post(new ReadEvent("person", 1, announcement, false));
    begin(1);

    assertThat(tasks.getSentEventsForSubtask(0))
        .containsExactly(new AnnouncementEvent(announcement, false));
    assertThat(tasks.getSentEventsForSubtask(1))
        .as("it began later")
        .containsExactly(new AnnouncementEvent(announcement, true));
  }

  @Test
  void whatWasReadBeforeARestartIsToldOnce() {
    var announcement = new Announcement("id", new byte[] {1});
    begin(0);
    board.post(new ReadEvent("person", 1, announcement, true));
    board.post(new ReadEvent("person", 1, announcement, true));
    assertThat(tasks.getSentEventsForSubtask(0)).hasSize(1);
    board.post(new ReadEvent("person", 1, announcement, false));
    assertThat(tasks.getSentEventsForSubtask(0)).as("somebody announced it anew").hasSize(2);
  }

  @Test
  void aCoordinatorThatIsClosedIsToldNothing() {
    begin(0);
    coordinator.close();
    board.post(new ReadEvent("person", 1, new Announcement("id", new byte[] {1}), false));
    assertThat(tasks.getNumberOfSentEvents()).isZero();
  }

  @Test
  void aSubtaskThatFailedIsToldAgainWhenItReports() {
    begin(0);
    begin(1);
    report(0, ready(1));
    report(1, ready(1));
    coordinator.executionAttemptFailed(1, 0, null);
    coordinator.subtaskReset(1, 0);
    begin(1);
    report(1, ready(1));
    assertThat(told(1)).containsExactly(Step.ACTIVATE, Step.ACTIVATE);
  }

  @Test
  void theDecidedCodecOutlivesARestart() throws Exception {
    begin(0);
    begin(1);
    report(0, new Report("person", 5, false, Reason.DAMAGED, "because", null, Tally.NONE));
    var kept = new CompletableFuture<byte[]>();
    coordinator.checkpointCoordinator(1, kept);

    var after = of(1);
    after.resetToCheckpoint(1, kept.get());
    after.executionAttemptReady(0, 1, tasks.createGatewayForSubtask(0, 1));
    after.handleEventFromOperator(0, 1, new ReportEvent(ready(5)));
    assertThat(told(0)).containsExactly(Step.REFUSE, Step.REFUSE);
  }

  @Test
  void nothingDecidedIsRestoredAsNothing() throws Exception {
    var kept = new CompletableFuture<byte[]>();
    coordinator.checkpointCoordinator(1, kept);
    coordinator.resetToCheckpoint(1, kept.get());
    coordinator.resetToCheckpoint(OperatorCoordinator.NO_CHECKPOINT, null);
    begin(0);
    begin(1);
    report(0, ready(1));
    report(1, ready(1));
    assertThat(told(0)).containsExactly(Step.ACTIVATE);
  }

  @Test
  void aDecisionIsKeptWhole() throws Exception {
    var decision =
        new Decision(7, Step.REFUSE, Reason.TOO_SLOW, "slow", new Tally(1, 2, 3, Long.MAX_VALUE));
    for (Decided decided :
        List.of(new Decided("person", List.of(decision, decision)), Decided.NOTHING)) {
      assertThat(DecidedCodec.read(DecidedCodec.write(decided))).isEqualTo(decided);
    }
  }

  @Test
  void aCheckpointOfANewerVersionIsNotGuessedAt() {
    assertThatThrownBy(() -> DecidedCodec.read(new byte[] {0, 0, 0, 9}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9")
        .hasMessageContaining("restore with the version");
  }

  private static CoordinateReleases of(int subtasks) {
    return new CoordinateReleases(context(subtasks), InstantSource.system());
  }

  private static MockOperatorCoordinatorContext context(int subtasks) {
    return new MockOperatorCoordinatorContext(new OperatorID(), subtasks);
  }

  private void begin(int subtask) {
    coordinator.executionAttemptReady(subtask, 0, tasks.createGatewayForSubtask(subtask, 0));
  }

  private void report(int subtask, Report report) {
    coordinator.handleEventFromOperator(subtask, 0, new ReportEvent(report));
  }

  private static Report ready(long sequence) {
    return new Report("person", sequence, true, null, "", null, Tally.NONE);
  }

  private List<Step> told(int subtask) {
    List<OperatorEvent> events = tasks.getSentEventsForSubtask(subtask);
    return events.stream().map(event -> ((DecisionEvent) event).decision().step()).toList();
  }
}
