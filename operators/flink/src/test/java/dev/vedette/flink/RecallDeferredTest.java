package dev.vedette.flink;

import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.DeferredQuestions.kept;
import static dev.vedette.flink.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.backlog.BacklogBounds;
import dev.vedette.core.backlog.Recall;
import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is called back, when, and how much of it at once. */
class RecallDeferredTest {
  private static final long NOW = START.toEpochMilli();
  private static final Duration AWAY = Recalling.AWAY;

  private final Recalling on = new Recalling();

  @Test
  void whatIsKeptIsCalledBackWhenARoadIsOpenTheHighestPriorityFirst() throws Exception {
    on.road.close(Reason.BREAKER_OPEN);
    try (var recall = on.opened(null)) {
      on.keep(recall, "low", 1, 60);
      on.keep(recall, "high", 9, 60);
      recall.setProcessingTime(NOW + 1_000);
      assertThat(recall.extractOutputValues()).isEmpty();
      assertThat(on.metrics.gauge(MetricNames.DEFERRED_QUESTIONS)).isEqualTo(2);
      assertThat(on.metrics.gauge(MetricNames.DEFERRED_BYTES)).isEqualTo(20L);
      assertThat(on.metrics.gauge(MetricNames.DEFERRED_AGE_SECONDS)).isEqualTo(1.0);

      on.road.reopen();
      on.road.roomForKept = 1;
      recall.setProcessingTime(NOW + 1_100);
      assertThat(Recalling.asked(recall)).containsExactly("high");
    }
  }

  @Test
  void noMoreIsCalledBackThanThereIsRoomForUntilSomeHaveEnded() throws Exception {
    on.road.roomForKept = 2;
    try (var recall = on.opened(null)) {
      for (int i = 1; i <= 4; i++) {
        on.keep(recall, "e-" + i, 1, 60 + i);
      }
      recall.setProcessingTime(NOW + 500);
      assertThat(Recalling.asked(recall)).containsExactly("e-1", "e-2");
      on.end(recall, "e-1"); // its place is taken at once
      assertThat(Recalling.asked(recall)).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void whatHasAPlaceOnTheRoadAlreadyTakesNoRoomTwice() throws Exception {
    on.road.roomForKept = 2;
    try (var recall = on.opened(null)) {
      for (int i = 1; i <= 5; i++) {
        on.keep(recall, "e-" + i, 1, 60 + i);
      }
      recall.setProcessingTime(NOW + 500);
      on.road.roomForKept = 1;
      on.road.keptUnderWay = 2;
      recall.setProcessingTime(NOW + 600);
      assertThat(Recalling.asked(recall)).containsExactly("e-1", "e-2", "e-3");
    }
  }

  @Test
  void whatWasAskedInVainIsCalledBackAgainFromWhereItIs() throws Exception {
    on.road.roomForKept = 1;
    try (var recall = on.opened(null)) {
      on.keep(recall, "e-1", 1, 60);
      recall.setProcessingTime(NOW + 100);
      on.process(recall, DeferredLine.inVain(deferred("e-1", 1, 60), Reason.TIMEOUT));
      recall.setProcessingTime(NOW + 1_900);
      assertThat(Recalling.asked(recall)).containsExactly("e-1");
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
    on.road.close(Reason.BREAKER_OPEN);
    try (var recall = on.opened(null)) {
      on.keep(recall, "e-1", 1, 1);
      recall.setProcessingTime(NOW + 1_000);
      assertThat(recall.extractOutputValues())
          .containsExactly(new Recall(kept("e-1", 1, 1, 100), true));
      assertThat(on.metrics.count(MetricNames.DEFERRED_CLOSED)).isOne();
    }
  }

  @Test
  void whatHasNoRoomIsCountedAndClosed() throws Exception {
    on.bounds = new BacklogBounds(1, 1_000, AWAY);
    try (var recall = on.opened(null)) {
      on.keep(recall, "low", 1, 60);
      on.keep(recall, "high", 9, 60);
      recall.setProcessingTime(NOW + 200);
      assertThat(on.metrics.count(MetricNames.DEFERRED_CROWDED_OUT)).isOne();
      assertThat(recall.extractOutputValues()).contains(new Recall(kept("low", 1, 60, 100), true));
    }
  }

  @Test
  void theRoadsAndTheStoreAreLeftWithTheOperator() throws Exception {
    on.opened(null).close();
    assertThat(((SlowBrain) on.road.brain()).closed).hasValue(1);
    assertThat(on.store.closed).isEqualTo(1);
  }
}
