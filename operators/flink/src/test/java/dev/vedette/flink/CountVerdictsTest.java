package dev.vedette.flink;

import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Evidence;
import dev.vedette.core.brain.Question;
import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedQuestion;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CountVerdictsTest {
  private static final Question ASKED = question("e-1", at(10));

  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void everyWordPasses() throws Exception {
    try (var count = opened()) {
      count.processElement(Verdict.provisional(ASKED, at(1)), 0);
      count.processElement(Verdict.byCloud(ASKED, 1, answer(7), at(1), at(2)), 0);
      assertThat(count.extractOutputValues())
          .extracting(Verdict::verdictId)
          .containsExactly("e-1#0", "e-1#1");
    }
  }

  @Test
  void onlyTheLastWordIsCounted() throws Exception {
    try (var count = opened()) {
      count.processElement(Verdict.provisional(ASKED, at(1)), 0);
      assertThat(metrics.count(MetricNames.EVENTS)).isZero();
      count.processElement(Verdict.byCloud(ASKED, 1, answer(7), at(1), at(2)), 0);
      assertThat(metrics.count(MetricNames.EVENTS, MetricNames.OUTCOME, "cloud")).isOne();
      assertThat(metrics.count(MetricNames.EVENTS)).isOne();
    }
  }

  @Test
  void theEdgesLastWordIsCountedByItsReason() throws Exception {
    try (var count = opened()) {
      count.processElement(edge(Reason.TIMEOUT), 0);
      count.processElement(edge(Reason.TIMEOUT), 0);
      count.processElement(edge(Reason.BREAKER_OPEN), 0);
      assertThat(edgeCount(metrics, "timeout")).isEqualTo(2);
      assertThat(edgeCount(metrics, "breaker-open")).isOne();
    }
  }

  @Test
  void aDenialAfterTheFirstWordIsOneOutcome() throws Exception {
    try (var count = opened()) {
      count.processElement(Verdict.provisional(ASKED, at(1)), 0);
      count.processElement(Verdict.byEdge(ASKED, 1, Reason.RATE_LIMITED, at(1), at(1)), 0);
      assertThat(edgeCount(metrics, "rate-limited")).isOne();
      assertThat(metrics.count(MetricNames.EVENTS)).isOne();
    }
  }

  @Test
  void howAnEventEndedGoesOnWithWhatItsAnswerCost() throws Exception {
    try (var count = opened()) {
      count.processElement(Verdict.provisional(ASKED, at(1)), 0);
      count.processElement(Verdict.byCloud(ASKED, 1, answer(7), at(1), at(2)), 0);
      count.processElement(edge(Reason.RATE_LIMITED), 0);
      assertThat(count.getSideOutput(CountVerdicts.ENDED))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              new EndedSum(ended(Outcome.CLOUD, "confirmed"), 1, 7),
              new EndedSum(ended(Outcome.EDGE, "rate-limited"), 1, 0));
    }
  }

  @Test
  void howAQuestionEndedGoesOnUnderItsInferenceAndAnOrderedOneDoesNot() throws Exception {
    try (var count = opened()) {
      count.processElement(Verdict.provisional(ASKED, at(1)), 0);
      count.processElement(Verdict.byCloud(ASKED, 1, answer(7), at(1), at(2)), 0);
      Question ordered =
          Question.about(judged("e-2", 0, negative()), "e-2", Evidence.NONE, at(10), null);
      count.processElement(Verdict.byCloud(ordered, 0, answer(7), at(1), at(2)), 0);
      assertThat(count.getSideOutput(CountVerdicts.QUESTIONS))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              new EndedQuestion(ASKED.inferenceId(), ended(Outcome.CLOUD, "confirmed")));
    }
  }

  private static Ended ended(Outcome outcome, String detail) {
    return Ended.of(ASKED.header(), ASKED.judgement(), outcome, detail);
  }

  @Test
  void firstAndLastWordsAreTimedApart() throws Exception {
    try (var count = opened()) {
      count.processElement(Verdict.provisional(ASKED, at(1)), 0);
      count.processElement(Verdict.byCloud(ASKED, 1, answer(7), at(1), at(2)), 0);
      assertThat(timed("first")).isEqualTo(1_000_000);
      assertThat(timed("last")).isEqualTo(2_000_000);
    }
  }

  @Test
  void anOnlyWordIsTheFirstAndTheLast() throws Exception {
    try (var count = opened()) {
      count.processElement(edge(Reason.SATURATED), 0);
      assertThat(timed("first")).isEqualTo(3_000_000);
      assertThat(timed("last")).isEqualTo(3_000_000);
    }
  }

  @Test
  void countsGoOnAfterARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var count = opened()) {
      count.processElement(edge(Reason.TIMEOUT), 0);
      snapshot = count.snapshot(1, 1);
      // Counted after the snapshot, so it is counted again when it is replayed.
      count.processElement(edge(Reason.TIMEOUT), 0);
    }
    var later = new RegisteredMetrics();
    try (var count = harness(later)) {
      count.initializeState(snapshot);
      count.open();
      assertThat(edgeCount(later, "timeout")).isOne();
      count.processElement(edge(Reason.TIMEOUT), 0);
      assertThat(edgeCount(later, "timeout")).isEqualTo(2);
    }
  }

  @Test
  void countsOfSubtasksThatWereMergedAddUp() throws Exception {
    var snapshots = new OperatorSubtaskState[2];
    for (int i = 0; i < 2; i++) {
      try (var count = harness(new RegisteredMetrics())) {
        count.open();
        count.processElement(edge(Reason.TIMEOUT), 0);
        count.processElement(Verdict.byCloud(ASKED, 1, answer(7), at(1), at(2)), 0);
        snapshots[i] = count.snapshot(1, 1);
      }
    }
    var later = new RegisteredMetrics();
    try (var count = harness(later)) {
      count.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              AbstractStreamOperatorTestHarness.repackageState(snapshots), 128, 2, 1, 0));
      count.open();
      assertThat(edgeCount(later, "timeout")).isEqualTo(2);
      assertThat(later.count(MetricNames.EVENTS, MetricNames.OUTCOME, "cloud")).isEqualTo(2);
    }
  }

  private static Verdict edge(Reason reason) {
    return Verdict.byEdge(ASKED, 0, reason, at(2), at(3));
  }

  private static long edgeCount(RegisteredMetrics metrics, String reason) {
    return metrics.count(
        MetricNames.EVENTS, MetricNames.OUTCOME, "edge", MetricNames.REASON, reason);
  }

  private long timed(String revision) {
    return metrics.count(
        MetricNames.CAPTURE_TO_VERDICT_SECONDS + "_sum", MetricNames.REVISION, revision);
  }

  private OneInputStreamOperatorTestHarness<Verdict, Verdict> opened() throws Exception {
    var count = harness(metrics);
    count.open();
    return count;
  }

  private static OneInputStreamOperatorTestHarness<Verdict, Verdict> harness(
      RegisteredMetrics metrics) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(new CountVerdicts()), metrics.environment());
  }
}
