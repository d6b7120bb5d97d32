package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.LedgerLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CountAvoidedTest {
  private static final Duration MEMORY = Duration.ofHours(6);

  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void aMinuteIsToldOnceForAllThatCameOfItAndAgainWhenItHasGrown() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(answered(2, 7), 0);
      count.processElement(rejected(60, 100), 0);
      count.processElement(rejected(60, 50), 0);
      assertThat(count.extractOutputValues()).isEmpty();
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues()).containsExactly(line(150, 525, at(10)));
      count.processElement(rejected(60, 1), 0);
      count.setProcessingTime(20_000);
      // 3.5 micros are rounded down: savings are not to be overstated.
      assertThat(count.extractOutputValues())
          .containsExactly(line(150, 525, at(10)), line(151, 528, at(20)));
    }
  }

  @Test
  void beforeAnyAnswerNobodyKnowsThePriceAndNoSavingsAreClaimed() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(rejected(60, 100), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues()).containsExactly(line(100, 0, at(10)));
      assertThat(calls("rejected")).isEqualTo(100);
      assertThat(metrics.count(MetricNames.AVOIDED_USD)).isZero();
    }
  }

  @Test
  void whatCameBeforeTheFirstAnswerIsPricedOnceThatIsThere() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(rejected(60, 100), 0);
      count.setProcessingTime(10_000);
      count.processElement(answered(2, 7), 0);
      count.processElement(answered(2, 1_000), 0);
      count.setProcessingTime(20_000);
      assertThat(count.extractOutputValues())
          .containsExactly(line(100, 0, at(10)), line(100, 350, at(20)));
      assertThat(calls("rejected")).isEqualTo(100);
      assertThat(metrics.count(MetricNames.AVOIDED_USD)).isEqualTo(350);
    }
  }

  @Test
  void minutesCausesAndGatesAreToldApart() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(rejected(60, 1), 0);
      count.processElement(rejected(120, 2), 0);
      count.processElement(sum("face@1", Outcome.REPEAT, "", 60, 3, 0), 0);
      count.processElement(sum("face@2", Outcome.REJECTED, "", 60, 4, 0), 0);
      count.processElement(sum("face@1", Outcome.EDGE, "budget-exhausted", 60, 5, 0), 0);
      count.processElement(sum("face@1", Outcome.IGNORED, "hours", 60, 6, 0), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues())
          .extracting(line -> Objects.requireNonNull(line.avoided()))
          .extracting(AvoidedCost::events)
          .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(calls("rejected")).isEqualTo(7);
      assertThat(calls("budget-exhausted")).isEqualTo(5);
      assertThat(calls("ignored")).isEqualTo(6);
    }
  }

  @Test
  void whatMayHaveBeenAskedAndPaidForWasNotAvoided() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(sum("face@1", Outcome.EDGE, "refused", 60, 1, 0), 0);
      count.processElement(sum("face@1", Outcome.EDGE, "timeout", 60, 2, 0), 0);
      count.processElement(sum("face@1", Outcome.EDGE, "error", 60, 3, 0), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void aRejectedEventThatIsAuditedIsAskedAndPaidForAndWasNotAvoided() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(sum("face@1", Outcome.REJECTED, Ended.AUDITED, 60, 1, 0), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void rejectedEventsThatAreNeverAuditedAreACauseOfTheirOwn() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(sum("face@1", Outcome.REJECTED, Ended.UNAUDITED, 60, 3, 0), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues())
          .extracting(line -> Objects.requireNonNull(line.avoided()).cause())
          .containsExactly("unaudited");
    }
  }

  @Test
  void whatTheGateFoundNothingInAndWouldHaveBeenAskedByOrderIsACauseOfItsOwn() throws Exception {
    try (var count = opened(metrics)) {
      var ended =
          new Ended("acme", "door", "face@1", false, Outcome.EDGE, "budget-exhausted", at(60));
      count.processElement(new EndedSum(ended, 5, 0), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues())
          .extracting(line -> Objects.requireNonNull(line.avoided()).cause())
          .containsExactly("ordered");
    }
  }

  @Test
  void aMinuteGrowsOnAfterARestartAndWhatWasNotToldIsTold() throws Exception {
    OperatorSubtaskState snapshot;
    try (var count = opened(metrics)) {
      count.processElement(answered(1, 4), 0);
      count.processElement(rejected(60, 100), 0);
      snapshot = count.snapshot(1, 1);
    }
    var later = new RegisteredMetrics();
    try (var count = harness(later)) {
      count.initializeState(snapshot);
      count.open();
      assertThat(later.count(MetricNames.AVOIDED_CALLS)).isEqualTo(100);
      assertThat(later.count(MetricNames.AVOIDED_USD)).isEqualTo(400);
      count.processElement(rejected(60, 1), 0);
      count.setProcessingTime(10_000);
      assertThat(count.extractOutputValues()).containsExactly(line(101, 404, at(10)));
    }
  }

  @Test
  void whatCannotGrowAnyMoreIsForgotten() throws Exception {
    try (var count = opened(metrics)) {
      count.processElement(rejected(60, 100), 0);
      for (int hours = 1; hours <= 13; hours++) {
        count.setProcessingTime(Duration.ofHours(hours).toMillis());
      }
      assertThat(count.numKeyedStateEntries()).isZero();
      assertThat(count.numProcessingTimeTimers()).isZero();
    }
  }

  private long calls(String cause) {
    return metrics.count(MetricNames.AVOIDED_CALLS, MetricNames.CAUSE, cause);
  }

  private static LedgerLine line(long events, long micros, Instant told) {
    return LedgerLine.avoided(
        new AvoidedCost("acme", "door", "face@1", "rejected", at(60), events), micros, told);
  }

  private static EndedSum answered(long events, long micros) {
    return sum("face@1", Outcome.CLOUD, Ended.CONFIRMED, 0, events, micros);
  }

  private static EndedSum rejected(double minute, long events) {
    return sum("face@1", Outcome.REJECTED, "", minute, events, 0);
  }

  private static EndedSum sum(
      String gate, Outcome outcome, String detail, double minute, long events, long micros) {
    return new EndedSum(
        new Ended("acme", "door", gate, outcome != Outcome.REJECTED, outcome, detail, at(minute)),
        events,
        micros);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, EndedSum, LedgerLine> opened(
      RegisteredMetrics metrics) throws Exception {
    var count = harness(metrics);
    count.open();
    return count;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, EndedSum, LedgerLine> harness(
      RegisteredMetrics metrics) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new CountAvoided(MEMORY)),
        sum -> sum.ended().devices(),
        Types.STRING,
        metrics.environment());
  }
}
