package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Nothing is called back before it is known what has ended, and what is under way. */
class RecallDeferredAfterAStartTest {
  private static final long NOW = START.toEpochMilli();
  private static final Duration AWAY = Recalling.AWAY;

  private final Recalling on = new Recalling();

  /** Something may scale the job that knows nothing of it. */
  @Test
  void oneOfSeveralRefusesToBegin() {
    assertThatThrownBy(() -> on.opened(null, 2))
        .hasMessageContaining("subtasks that recall != 1: 2");
  }

  /** The lines that say that they have ended may be yet to be read. */
  @Test
  void nothingIsCalledBackBeforeTheTopicIsReadAsFarAsItWentAtTheStart() throws Exception {
    on.road.roomForKept = 5;
    on.store.ends = CompletableFuture.completedFuture(Map.of(0, 103L));
    try (var recall = on.opened(null)) {
      on.keep(recall, "ended", 1, 600);
      on.keep(recall, "kept", 1, 600);
      recall.setProcessingTime(NOW + 5_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      on.end(recall, "ended");
      on.process(recall, DeferredLine.kept(deferred("new", 1, 600)));
      recall.setProcessingTime(NOW + 5_100);
      assertThat(Recalling.asked(recall)).containsExactly("new");
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(Recalling.asked(recall)).containsExactly("new", "kept");
    }
  }

  @Test
  void aRecordThatCannotBeReadDoesNotHoldUpTheOthers() throws Exception {
    on.road.roomForKept = 5;
    on.store.ends = CompletableFuture.completedFuture(Map.of(0, 102L));
    try (var recall = on.opened(null)) {
      on.keep(recall, "kept", 1, 600);
      on.process(recall, null);
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(Recalling.asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void whatWasReadBeforeARestartNeedNotBeReadAgain() throws Exception {
    OperatorSubtaskState snapshot = snapshotWithOneWaiting();
    on.store.ends = CompletableFuture.completedFuture(Map.of(0, 101L));
    try (var recall = on.opened(snapshot)) {
      recall.setProcessingTime(NOW + 100);
      assertThat(Recalling.asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void aTopicThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
    OperatorSubtaskState snapshot = snapshotWithOneWaiting();
    on.store.ends = CompletableFuture.completedFuture(Map.of(0, 2L));
    on.offset = 0;
    try (var recall = on.opened(snapshot)) {
      recall.setProcessingTime(NOW + 100);
      assertThat(Recalling.asked(recall)).isEmpty();
      on.end(recall, "another");
      on.end(recall, "yet another");
      recall.setProcessingTime(NOW + 200);
      assertThat(Recalling.asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void aBrokerThatCannotTellIsAskedAgain() throws Exception {
    on.road.roomForKept = 5;
    on.store.ends = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    try (var recall = on.opened(null)) {
      on.keep(recall, "kept", 1, 600);
      recall.setProcessingTime(NOW + 29_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      assertThat(on.store.asked).isEqualTo(1);

      on.store.ends = CompletableFuture.completedFuture(Map.of(0, 101L));
      recall.setProcessingTime(NOW + 30_000);
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(on.store.asked).isEqualTo(2);
      assertThat(Recalling.asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void whatIsDeletedFromTheTopicMeanwhileIsNotWaitedFor() throws Exception {
    on.road.roomForKept = 5;
    on.store.ends = CompletableFuture.completedFuture(Map.of(0, 101L, 1, 7L));
    try (var recall = on.opened(null)) {
      on.keep(recall, "kept", 1, 600);
      recall.setProcessingTime(NOW + 29_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      on.store.ends = CompletableFuture.completedFuture(Map.of(0, 101L));
      recall.setProcessingTime(NOW + 30_000);
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(Recalling.asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void afterARestartWhatWaitedWaitsAndWhatWasUnderWayIsNotCalledBackAgain() throws Exception {
    OperatorSubtaskState snapshot = snapshotWithOneUnderWay();
    on.road.roomForKept = 5;
    try (var recall = on.opened(snapshot)) {
      recall.setProcessingTime(NOW + 500);
      assertThat(Recalling.asked(recall)).containsExactly("e-2");
    }
  }

  /** Else two copies of it would be under way, and both might be paid for. */
  @Test
  void aRoundThatEndedBetweenTheCheckpointAndTheCrashCallsNothingBackThatIsUnderWay()
      throws Exception {
    OperatorSubtaskState snapshot = snapshotWithOneUnderWay();
    on.road.roomForKept = 5;
    on.store.ends = CompletableFuture.completedFuture(Map.of(0, 103L));
    try (var recall = on.opened(snapshot)) {
      on.process(recall, DeferredLine.inVain(deferred("e-1", 1, 600), Reason.TIMEOUT));
      recall.setProcessingTime(NOW + 60_000);
      assertThat(Recalling.asked(recall)).containsExactly("e-2");

      on.process(recall, DeferredLine.inVain(deferred("e-1", 1, 600), Reason.TIMEOUT));
      recall.setProcessingTime(NOW + 62_000);
      assertThat(Recalling.asked(recall)).containsExactly("e-2", "e-1");
    }
  }

  private OperatorSubtaskState snapshotWithOneUnderWay() throws Exception {
    on.road.roomForKept = 1;
    try (var recall = on.opened(null)) {
      on.keep(recall, "e-1", 1, 600);
      on.keep(recall, "e-2", 1, 601);
      recall.setProcessingTime(NOW + 200);
      assertThat(Recalling.asked(recall)).containsExactly("e-1");
      return recall.snapshot(1, 1);
    }
  }

  private OperatorSubtaskState snapshotWithOneWaiting() throws Exception {
    on.road.roomForKept = 5;
    on.road.close(Reason.OFFLINE);
    try (var recall = on.opened(null)) {
      on.keep(recall, "kept", 1, 600);
      OperatorSubtaskState snapshot = recall.snapshot(1, 1);
      on.road.reopen();
      return snapshot;
    }
  }
}
