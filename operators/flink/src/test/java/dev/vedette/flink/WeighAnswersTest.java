package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.flow.Ended;
import dev.vedette.core.flow.EndedQuestion;
import dev.vedette.core.flow.EndedSum;
import dev.vedette.core.flow.Outcome;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Repeats;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WeighAnswersTest {
  private static final Duration MEMORY = Duration.ofHours(6);

  @Test
  void anAnswerStandsForWhatRepeatedItWhicheverIsKnownFirst() throws Exception {
    try (var weigh = opened()) {
      weigh.processElement1(new StreamRecord<>(ended("i-1", Outcome.CLOUD, Ended.CONFIRMED)));
      weigh.processElement2(new StreamRecord<>(new Repeats("i-1", 7)));
      weigh.processElement2(new StreamRecord<>(new Repeats("i-2", 3)));
      weigh.processElement1(new StreamRecord<>(ended("i-2", Outcome.CLOUD, Ended.DENIED)));
      assertThat(weighed(weigh))
          .containsExactly(
              new EndedSum(how(Outcome.REPEAT, Ended.CONFIRMED), 7, 0),
              new EndedSum(how(Outcome.REPEAT, Ended.DENIED), 3, 0));
      assertThat(weigh.extractOutputValues())
          .containsExactly(
              LedgerLine.repeated("acme", new Repeats("i-1", 7), Instant.EPOCH),
              LedgerLine.repeated("acme", new Repeats("i-2", 3), Instant.EPOCH));
      assertThat(weigh.numKeyedStateEntries()).isZero();
      assertThat(weigh.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void whatNobodyAnsweredAndWhatNothingRepeatedIsNotTold() throws Exception {
    try (var weigh = opened()) {
      weigh.processElement1(new StreamRecord<>(ended("i-1", Outcome.EDGE, "offline")));
      weigh.processElement2(new StreamRecord<>(new Repeats("i-1", 7)));
      weigh.processElement1(new StreamRecord<>(ended("i-2", Outcome.CLOUD, Ended.CONFIRMED)));
      weigh.processElement2(new StreamRecord<>(new Repeats("i-2", 0)));
      weigh.processElement1(new StreamRecord<>(ended("i-3", Outcome.CLOUD, "unclear")));
      weigh.processElement2(new StreamRecord<>(new Repeats("i-3", 7)));
      assertThat(weigh.getSideOutput(WeighAnswers.WEIGHED)).isNull();
      assertThat(weigh.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void oneOutlivesARestartToWaitForTheOther() throws Exception {
    OperatorSubtaskState snapshot;
    try (var weigh = opened()) {
      weigh.processElement1(new StreamRecord<>(ended("i-1", Outcome.CLOUD, Ended.CONFIRMED)));
      snapshot = weigh.snapshot(1, 1);
    }
    try (var weigh = harness()) {
      weigh.setup();
      // It was down for longer than anything is remembered.
      weigh.setProcessingTime(MEMORY.multipliedBy(2).toMillis());
      weigh.initializeState(snapshot);
      weigh.open();
      weigh.setProcessingTime(MEMORY.multipliedBy(2).plusMinutes(1).toMillis());
      weigh.processElement2(new StreamRecord<>(new Repeats("i-1", 7)));
      assertThat(weighed(weigh)).hasSize(1);
    }
  }

  @Test
  void anAnswerWaitsForAnEpisodeThatLastsForDays() throws Exception {
    try (var weigh = opened()) {
      weigh.processElement1(new StreamRecord<>(ended("i-1", Outcome.CLOUD, Ended.CONFIRMED)));
      weigh.setProcessingTime(Duration.ofDays(30).toMillis());
      weigh.processElement2(new StreamRecord<>(new Repeats("i-1", 28_799)));
      assertThat(weighed(weigh))
          .containsExactly(new EndedSum(how(Outcome.REPEAT, Ended.CONFIRMED), 28_799, 0));
    }
  }

  @Test
  void whatWaitsInVainIsForgotten() throws Exception {
    try (var weigh = opened()) {
      weigh.processElement2(new StreamRecord<>(new Repeats("i-2", 7)));
      weigh.setProcessingTime(MEMORY.toMillis());
      assertThat(weigh.numKeyedStateEntries()).isZero();
      weigh.processElement1(new StreamRecord<>(ended("i-1", Outcome.CLOUD, Ended.CONFIRMED)));
      weigh.setProcessingTime(MEMORY.plusDays(31).toMillis());
      assertThat(weigh.numKeyedStateEntries()).isZero();
      assertThat(weigh.numProcessingTimeTimers()).isZero();
    }
  }

  private static EndedQuestion ended(String inferenceId, Outcome outcome, String detail) {
    return new EndedQuestion(inferenceId, how(outcome, detail));
  }

  private static Ended how(Outcome outcome, String detail) {
    return new Ended("acme", "door", "face@1", true, outcome, detail, Examples.START);
  }

  private static Collection<EndedSum> weighed(
      KeyedTwoInputStreamOperatorTestHarness<String, EndedQuestion, Repeats, LedgerLine> weigh) {
    return weigh.getSideOutput(WeighAnswers.WEIGHED).stream().map(StreamRecord::getValue).toList();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, EndedQuestion, Repeats, LedgerLine>
      opened() throws Exception {
    var weigh = harness();
    weigh.open();
    return weigh;
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, EndedQuestion, Repeats, LedgerLine>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new WeighAnswers(MEMORY)),
        EndedQuestion::inferenceId,
        Repeats::inferenceId,
        InOnePieceType.text());
  }
}
