package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Audited.Result;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MeasureGatesTest {
  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void recallPrecisionAndMissesAreShownWithTheirIntervals() throws Exception {
    try (var measure = opened(metrics)) {
      see(measure, Outcome.REJECTED, "", 100);
      see(measure, Outcome.CLOUD, Ended.CONFIRMED, 9);
      see(measure, Outcome.CLOUD, Ended.DENIED, 1);
      for (int i = 0; i < 20; i++) {
        audit(measure, i == 0 ? Result.MISSED : Result.CONFIRMED, "");
      }
      assertThat(shown(MetricNames.AUDIT_MISSED_RATIO, "estimate")).isEqualTo(0.05);
      assertThat(shown(MetricNames.GATE_PRECISION, "estimate")).isEqualTo(0.9);
      // 9 of the 10 that were passed, and 5 of the 100 that were not.
      assertThat(shown(MetricNames.GATE_RECALL, "estimate")).isEqualTo(9 / 14.0);
      assertThat(shown(MetricNames.GATE_RECALL, "low")).isBetween(0.1, 0.3);
      assertThat(shown(MetricNames.GATE_RECALL, "high")).isBetween(0.97, 1.0);
      assertThat(audits("confirmed")).isEqualTo(19);
    }
  }

  @Test
  void anAnswerStandsForWhatRepeatedItInTheRecall() throws Exception {
    try (var measure = opened(metrics)) {
      see(measure, Outcome.REJECTED, "", 10);
      audit(measure, Result.MISSED, "");
      see(measure, Outcome.CLOUD, Ended.CONFIRMED, 1);
      see(measure, Outcome.CLOUD, Ended.DENIED, 1);
      see(measure, Outcome.REPEAT, "", 8);
      see(measure, Outcome.REPEAT, Ended.CONFIRMED, 8);
      assertThat(shown(MetricNames.GATE_PRECISION, "estimate")).isEqualTo(0.5);
      // 9 of the 10 that were passed, and all of the 10 that were not.
      assertThat(shown(MetricNames.GATE_RECALL, "estimate")).isCloseTo(9 / 19.0, within(1e-12));
    }
  }

  @Test
  void aTenantWhoseRejectedEventsAreNeverAuditedSaysNothingOfTheRecall() throws Exception {
    try (var measure = opened(metrics)) {
      see(measure, Outcome.REJECTED, "", 10);
      see(measure, Outcome.CLOUD, Ended.CONFIRMED, 9);
      audit(measure, Result.MISSED, "");
      var other =
          new Ended(
              "other", "door", "face@1", true, Outcome.CLOUD, Ended.CONFIRMED, Examples.START);
      measure.operator.processElement1(new StreamRecord<>(new EndedSum(other, 81, 0)));
      var rejected =
          new Ended(
              "other", "door", "face@1", false, Outcome.REJECTED, Ended.UNAUDITED, Examples.START);
      measure.operator.processElement1(new StreamRecord<>(new EndedSum(rejected, 810, 0)));
      assertThat(shown(MetricNames.GATE_RECALL, "estimate")).isCloseTo(9 / 19.0, within(1e-12));
      assertThat(shown(MetricNames.GATE_PRECISION, "estimate")).isEqualTo(1);
    }
  }

  @Test
  void anAuditWithoutAnAnswerIsCountedAndSaysNothingOfTheGate() throws Exception {
    try (var measure = opened(metrics)) {
      see(measure, Outcome.REJECTED, "", 100);
      audit(measure, Result.DENIED, "budget-exhausted");
      audit(measure, Result.UNCLEAR, "");
      assertThat(audits("denied")).isOne();
      assertThat(audits("unclear")).isOne();
      assertThat(shown(MetricNames.AUDIT_MISSED_RATIO, "estimate")).isNaN();
      assertThat(shown(MetricNames.AUDIT_MISSED_RATIO, "high")).isEqualTo(1);
    }
  }

  @Test
  void whatIsOlderThanTheLast28DaysIsForgottenAndWithItAGateThatJudgesNoMore() throws Exception {
    try (var measure = opened(metrics)) {
      see(measure, Outcome.REJECTED, "", 100);
      see(measure, Outcome.CLOUD, Ended.CONFIRMED, 8);
      audit(measure, Result.CONFIRMED, "");
      measure.setProcessingTime(Duration.ofDays(27).toMillis());
      see(measure, Outcome.CLOUD, Ended.DENIED, 8);
      assertThat(shown(MetricNames.GATE_PRECISION, "estimate")).isEqualTo(0.5);
      measure.setProcessingTime(Duration.ofDays(28).toMillis());
      see(measure, Outcome.CLOUD, Ended.DENIED, 8);
      assertThat(shown(MetricNames.GATE_PRECISION, "estimate")).isZero();
      assertThat(shown(MetricNames.AUDIT_MISSED_RATIO, "estimate")).isNaN();
      measure.setProcessingTime(Duration.ofDays(60).toMillis());
      var replaced =
          new Ended("acme", "door", "face@2", true, Outcome.CLOUD, Ended.CONFIRMED, Examples.START);
      measure.operator.processElement1(new StreamRecord<>(new EndedSum(replaced, 1, 0)));
      assertThat(metrics.shown(MetricNames.GATE_RECALL)).isEqualTo(3);
      assertThat(metrics.shown(MetricNames.GATE_PRECISION)).isEqualTo(3);
    }
  }

  @Test
  void aGateThatJudgesAgainIsShownAgain() throws Exception {
    try (var measure = opened(metrics)) {
      see(measure, Outcome.CLOUD, Ended.CONFIRMED, 8);
      measure.setProcessingTime(Duration.ofDays(60).toMillis());
      see(measure, Outcome.CLOUD, Ended.DENIED, 8);
      assertThat(metrics.shown(MetricNames.GATE_PRECISION)).isEqualTo(3);
    }
  }

  @Test
  void whatIsKnownOutlivesARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var measure = opened(metrics)) {
      see(measure, Outcome.REJECTED, "", 100);
      audit(measure, Result.MISSED, "");
      snapshot = measure.snapshot(1, 1);
    }
    var later = new RegisteredMetrics();
    try (var measure = harness(later)) {
      measure.initializeState(snapshot);
      measure.open();
      assertThat(later.gauge(MetricNames.AUDIT_MISSED_RATIO, MetricNames.BOUND, "estimate"))
          .isEqualTo(1.0);
      assertThat(later.count(MetricNames.AUDIT_EVENTS, MetricNames.RESULT, "missed")).isOne();
    }
  }

  private double shown(String name, String bound) {
    return (Double)
        metrics.gauge(
            name, MetricNames.BOUND, bound, MetricNames.CLASS, "door", MetricNames.GATE, "face@1");
  }

  private long audits(String result) {
    return metrics.count(MetricNames.AUDIT_EVENTS, MetricNames.RESULT, result);
  }

  private static void see(Measuring measure, Outcome outcome, String detail, long events)
      throws Exception {
    var ended =
        new Ended(
            "acme", "door", "face@1", outcome != Outcome.REJECTED, outcome, detail, Examples.START);
    measure.operator.processElement1(new StreamRecord<>(new EndedSum(ended, events, 0)));
  }

  private static void audit(Measuring measure, Result result, String reason) throws Exception {
    measure.operator.processElement2(
        new StreamRecord<>(new Audited("door", "face@1", new Draw(0.2), result, reason)));
  }

  private static Measuring opened(RegisteredMetrics metrics) throws Exception {
    var measure = harness(metrics);
    measure.open();
    return measure;
  }

  private static Measuring harness(RegisteredMetrics metrics) throws Exception {
    return new Measuring(new CoProcessOperator<>(new MeasureGates()), metrics);
  }

  /** Flink's harness for two inputs takes no environment, and so shows no metrics. */
  private static final class Measuring extends AbstractStreamOperatorTestHarness<Void> {
    private final CoProcessOperator<EndedSum, Audited, Void> operator;

    private Measuring(
        CoProcessOperator<EndedSum, Audited, Void> operator, RegisteredMetrics metrics)
        throws Exception {
      super(operator, metrics.environment());
      this.operator = operator;
    }
  }
}
