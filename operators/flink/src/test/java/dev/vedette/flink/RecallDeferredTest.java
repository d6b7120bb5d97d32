package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.DeferredQuestions.kept;
import static dev.vedette.flink.DeferredQuestions.record;
import static dev.vedette.flink.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.backlog.BacklogBounds;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RecallDeferredTest {
  private static final long NOW = START.toEpochMilli();
  private static final Duration AWAY = Duration.ofMinutes(2);

  private final OpenRoad road = new OpenRoad(new SlowBrain());
  private final KeptHere store = new KeptHere();
  private final RegisteredMetrics metrics = new RegisteredMetrics();
  private BacklogBounds bounds = new BacklogBounds(10, 1_000, AWAY);
  private long offset = 100;

  @Test
  void whatIsKeptIsCalledBackWhenARoadIsOpenTheHighestPriorityFirst() throws Exception {
    road.close(Reason.BREAKER_OPEN);
    try (var recall = opened(null)) {
      keep(recall, "low", 1, 60);
      keep(recall, "high", 9, 60);
      recall.setProcessingTime(NOW + 1_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      assertThat(metrics.gauge(MetricNames.DEFERRED_QUESTIONS)).isEqualTo(2);
      assertThat(metrics.gauge(MetricNames.DEFERRED_BYTES)).isEqualTo(20L);
      assertThat(metrics.gauge(MetricNames.DEFERRED_AGE_SECONDS)).isEqualTo(1.0);

      road.reopen();
      road.roomForKept = 1;
      recall.setProcessingTime(NOW + 1_100);
      assertThat(asked(recall)).containsExactly("high");
    }
  }

  @Test
  void noMoreIsCalledBackThanThereIsRoomForUntilSomeHaveEnded() throws Exception {
    road.roomForKept = 2;
    try (var recall = opened(null)) {
      for (int i = 1; i <= 4; i++) {
        keep(recall, "e-" + i, 1, 60 + i);
      }
      recall.setProcessingTime(NOW + 500);
      assertThat(asked(recall)).containsExactly("e-1", "e-2");
      end(recall, "e-1"); // its place is taken at once
      assertThat(asked(recall)).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void whatHasAPlaceOnTheRoadAlreadyTakesNoRoomTwice() throws Exception {
    road.roomForKept = 2;
    try (var recall = opened(null)) {
      for (int i = 1; i <= 5; i++) {
        keep(recall, "e-" + i, 1, 60 + i);
      }
      recall.setProcessingTime(NOW + 500);
      road.roomForKept = 1;
      road.keptUnderWay = 2;
      recall.setProcessingTime(NOW + 600);
      assertThat(asked(recall)).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void whatWasAskedInVainIsCalledBackAgainFromWhereItIs() throws Exception {
    road.roomForKept = 1;
    try (var recall = opened(null)) {
      keep(recall, "e-1", 1, 60);
      recall.setProcessingTime(NOW + 100);
      process(recall, DeferredLine.inVain(deferred("e-1", 1, 60), Reason.TIMEOUT));
      recall.setProcessingTime(NOW + 1_900);
      assertThat(asked(recall)).containsExactly("e-1");
      recall.setProcessingTime(NOW + 2_000);
      assertThat(recall.extractOutputValues())
          .extracting(one -> one.kept().offset())
          .containsExactly(100L, 100L);
      assertThat(recall.extractOutputValues())
          .extracting(one -> one.kept().round())
          .containsExactly(1, 2);
    }
  }

  @Test
  void whatIsTooOldIsCalledBackToBeClosedAlsoWithoutARoad() throws Exception {
    road.close(Reason.BREAKER_OPEN);
    try (var recall = opened(null)) {
      keep(recall, "e-1", 1, 1);
      recall.setProcessingTime(NOW + 1_000);
      assertThat(recall.extractOutputValues())
          .containsExactly(new Recall(kept("e-1", 1, 1, 100), true));
      assertThat(metrics.count(MetricNames.DEFERRED_CLOSED)).isOne();
    }
  }

  @Test
  void whatHasNoRoomIsCountedAndClosed() throws Exception {
    bounds = new BacklogBounds(1, 1_000, AWAY);
    try (var recall = opened(null)) {
      keep(recall, "low", 1, 60);
      keep(recall, "high", 9, 60);
      recall.setProcessingTime(NOW + 200);
      assertThat(metrics.count(MetricNames.DEFERRED_CROWDED_OUT)).isOne();
      assertThat(recall.extractOutputValues()).contains(new Recall(kept("low", 1, 60, 100), true));
    }
  }

  /** The lines that say that they have ended may be yet to be read. */
  @Test
  void nothingIsCalledBackBeforeTheTopicIsReadAsFarAsItWentAtTheStart() throws Exception {
    road.roomForKept = 5;
    store.ends = CompletableFuture.completedFuture(Map.of(0, 103L));
    try (var recall = opened(null)) {
      keep(recall, "ended", 1, 600);
      keep(recall, "kept", 1, 600);
      recall.setProcessingTime(NOW + 5_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      end(recall, "ended");
      process(recall, DeferredLine.kept(deferred("new", 1, 600)));
      recall.setProcessingTime(NOW + 5_100);
      assertThat(asked(recall)).containsExactly("new");
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(asked(recall)).containsExactly("new", "kept");
    }
  }

  @Test
  void aRecordThatCannotBeReadDoesNotHoldUpTheOthers() throws Exception {
    road.roomForKept = 5;
    store.ends = CompletableFuture.completedFuture(Map.of(0, 102L));
    try (var recall = opened(null)) {
      keep(recall, "kept", 1, 600);
      process(recall, null);
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void whatWasReadBeforeARestartNeedNotBeReadAgain() throws Exception {
    OperatorSubtaskState snapshot;
    road.roomForKept = 5;
    road.close(Reason.OFFLINE);
    try (var recall = opened(null)) {
      keep(recall, "kept", 1, 60);
      snapshot = recall.snapshot(1, 1);
    }
    road.reopen();
    store.ends = CompletableFuture.completedFuture(Map.of(0, 101L));
    try (var recall = opened(snapshot)) {
      recall.setProcessingTime(NOW + 100);
      assertThat(asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void aTopicThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
    OperatorSubtaskState snapshot;
    road.roomForKept = 5;
    road.close(Reason.OFFLINE);
    try (var recall = opened(null)) {
      keep(recall, "kept", 1, 600);
      snapshot = recall.snapshot(1, 1);
    }
    road.reopen();
    store.ends = CompletableFuture.completedFuture(Map.of(0, 2L));
    offset = 0;
    try (var recall = opened(snapshot)) {
      recall.setProcessingTime(NOW + 100);
      assertThat(asked(recall)).isEmpty();
      end(recall, "another");
      end(recall, "yet another");
      recall.setProcessingTime(NOW + 200);
      assertThat(asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void aBrokerThatCannotTellIsAskedAgain() throws Exception {
    road.roomForKept = 5;
    store.ends = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    try (var recall = opened(null)) {
      keep(recall, "kept", 1, 600);
      recall.setProcessingTime(NOW + 29_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      assertThat(store.asked).isEqualTo(1);

      store.ends = CompletableFuture.completedFuture(Map.of(0, 101L));
      recall.setProcessingTime(NOW + 30_000);
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(store.asked).isEqualTo(2);
      assertThat(asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void whatIsDeletedFromTheTopicMeanwhileIsNotWaitedFor() throws Exception {
    road.roomForKept = 5;
    store.ends = CompletableFuture.completedFuture(Map.of(0, 101L, 1, 7L));
    try (var recall = opened(null)) {
      keep(recall, "kept", 1, 600);
      recall.setProcessingTime(NOW + 29_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      store.ends = CompletableFuture.completedFuture(Map.of(0, 101L));
      recall.setProcessingTime(NOW + 30_000);
      recall.setProcessingTime(NOW + AWAY.toMillis());
      assertThat(asked(recall)).containsExactly("kept");
    }
  }

  @Test
  void afterARestartWhatWaitedWaitsAndWhatWasUnderWayIsNotCalledBackAgain() throws Exception {
    OperatorSubtaskState snapshot = snapshotWithOneUnderWay();
    road.roomForKept = 5;
    try (var recall = opened(snapshot)) {
      recall.setProcessingTime(NOW + 500);
      assertThat(asked(recall)).containsExactly("e-2");
    }
  }

  /** Else two copies of it would be under way, and both might be paid for. */
  @Test
  void aRoundThatEndedBetweenTheCheckpointAndTheCrashCallsNothingBackThatIsUnderWay()
      throws Exception {
    OperatorSubtaskState snapshot = snapshotWithOneUnderWay();
    road.roomForKept = 5;
    store.ends = CompletableFuture.completedFuture(Map.of(0, 103L));
    try (var recall = opened(snapshot)) {
      process(recall, DeferredLine.inVain(deferred("e-1", 1, 600), Reason.TIMEOUT));
      recall.setProcessingTime(NOW + 60_000);
      assertThat(asked(recall)).containsExactly("e-2");

      process(recall, DeferredLine.inVain(deferred("e-1", 1, 600), Reason.TIMEOUT));
      recall.setProcessingTime(NOW + 62_000);
      assertThat(asked(recall)).containsExactly("e-2", "e-1");
    }
  }

  private OperatorSubtaskState snapshotWithOneUnderWay() throws Exception {
    road.roomForKept = 1;
    try (var recall = opened(null)) {
      keep(recall, "e-1", 1, 600);
      keep(recall, "e-2", 1, 601);
      recall.setProcessingTime(NOW + 200);
      assertThat(asked(recall)).containsExactly("e-1");
      return recall.snapshot(1, 1);
    }
  }

  @Test
  void theRoadsAndTheStoreAreLeftWithTheOperator() throws Exception {
    opened(null).close();
    assertThat(((SlowBrain) road.brain()).closed).hasValue(1);
    assertThat(store.closed).isEqualTo(1);
  }

  private void keep(
      OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall,
      String id,
      int priority,
      int seconds)
      throws Exception {
    process(recall, DeferredLine.kept(deferred(id, priority, seconds)));
  }

  private void end(OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall, String id)
      throws Exception {
    process(recall, DeferredLine.ended(deferred(id, 1, 1)));
  }

  private void process(
      OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall, DeferredLine line)
      throws Exception {
    recall.processElement(new StreamRecord<>(record(offset++, line)));
  }

  private static List<String> asked(
      OneInputStreamOperatorTestHarness<DeferredRecord, Recall> recall) {
    return recall.extractOutputValues().stream()
        .filter(one -> !one.close())
        .map(one -> one.kept().question().header().eventId())
        .toList();
  }

  private OneInputStreamOperatorTestHarness<DeferredRecord, Recall> opened(
      OperatorSubtaskState snapshot) throws Exception {
    var settings = new BacklogSettings(bounds, Duration.ofMillis(100));
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            new RecallDeferredFactory(road.opener(), store.opener(), settings),
            TypeInformation.of(DeferredRecord.class)
                .createSerializer(new ExecutionConfig().getSerializerConfig()),
            metrics.environment());
    harness.setup();
    harness.setProcessingTime(NOW);
    if (snapshot != null) {
      harness.initializeState(snapshot);
    }
    harness.open();
    return harness;
  }
}
