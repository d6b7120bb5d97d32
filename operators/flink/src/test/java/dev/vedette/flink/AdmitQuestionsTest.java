package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.call;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AdmitQuestionsTest {
  private static final int PARTITIONS = 2;
  private static final RateCap GENEROUS = new RateCap(1_000, Duration.ofSeconds(1), 100);

  private final FakeLedger ledger = new FakeLedger(PARTITIONS);
  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void grantsNothingUntilItsEpochLinesCameBackThroughEveryPartition() throws Exception {
    try (var admit = started(VerdictPolicy.HOLD)) {
      ask(admit, question("e-1", at(10)));
      deliver(admit, ledger.from(0, 0));
      admit.setProcessingTime(1_000);
      assertThat(admit.extractOutputValues()).isEmpty();
      assertThat(admit.getSideOutput(AdmitQuestions.DECIDED_HERE)).isNull();
      assertThat(admit.numProcessingTimeTimers()).isOne();

      deliver(admit, ledger.from(1, 0));
      admit.setProcessingTime(1_020);
      assertThat(grants(admit)).containsExactly("e-1");
    }
  }

  @Test
  void theEpochLinesOfAnotherRunDoNotCount() throws Exception {
    started(VerdictPolicy.HOLD).close();
    try (var admit = started(VerdictPolicy.HOLD)) {
      deliver(admit, ledger.from(0, 0).subList(0, 1));
      deliver(admit, ledger.from(1, 0).subList(0, 1));
      ask(admit, question("e-1", at(10)));
      assertThat(admit.extractOutputValues()).isEmpty();

      deliver(admit, ledger.from(0, 1));
      deliver(admit, ledger.from(1, 1));
      ask(admit, question("e-2", at(10)));
      assertThat(grants(admit)).containsExactly("e-2");
    }
  }

  @Test
  void whatWaitedIsDecidedOnce() throws Exception {
    try (var admit = started(VerdictPolicy.HOLD)) {
      ask(admit, question("e-1", at(10)));
      ask(admit, question("e-2", at(10)));
      catchUp(admit);
      admit.setProcessingTime(20);
      admit.setProcessingTime(5_000);
      assertThat(grants(admit)).containsExactlyInAnyOrder("e-1", "e-2");
      assertThat(admit.numProcessingTimeTimers()).isZero();
      assertThat(admit.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void aGrantSaysHowFarTheLedgerWasRead() throws Exception {
    Question asked = question("e-1", at(10));
    String account = asked.account().key();
    int partition = ledger.partitionOf(account);
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      ask(admit, asked);
      assertThat(admit.extractOutputValues())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(new Grant(asked, 1, false, new JournalPosition(partition, 1), 1, START));

      Question other = question("e-0", at(10));
      ledger.write(LedgerLine.dispatched(other.account(), call(other, 1), 9, START));
      deliver(admit, ledger.from(partition, 1));
      ask(admit, question("e-2", at(10)));
      assertThat(admit.extractOutputValues().get(1).foldedTo())
          .isEqualTo(new JournalPosition(partition, 2));
    }
  }

  @Test
  void immediateSaysTheEdgesWordFirst() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      Question asked = question("e-1", at(10));
      ask(admit, asked);
      assertThat(edge(admit)).containsExactly(Verdict.provisional(asked, START));
      assertThat(admit.extractOutputValues()).extracting(Grant::revision).containsExactly(1);
    }
  }

  @Test
  void holdSaysNothingBeforeTheCloud() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      ask(admit, question("e-1", at(10)));
      assertThat(admit.getSideOutput(AdmitQuestions.DECIDED_HERE)).isNull();
      assertThat(admit.extractOutputValues()).extracting(Grant::revision).containsExactly(0);
    }
  }

  @Test
  void anAnswerThatAnEarlierRunPaidForIsGivenWithoutAGrant() throws Exception {
    Question asked = question("e-1", at(10));
    ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
    ledger.write(LedgerLine.settled(asked.account(), call(asked, 1), answer(7), START));
    try (var admit = started(VerdictPolicy.IMMEDIATE)) {
      ask(admit, asked);
      catchUp(admit);
      // Long past the deadline: what is paid for is used all the same.
      admit.setProcessingTime(60_000);
      assertThat(admit.extractOutputValues()).isEmpty();
      assertThat(edge(admit)).extracting(Verdict::revision).containsExactly(0, 1);
      assertThat(edge(admit).get(1).answer()).isEqualTo(answer(7));
      assertThat(edge(admit).get(1).by()).isEqualTo(Giver.CLOUD);
    }
  }

  @Test
  void aCallThatMayHaveBeenBilledIsRepeatedAsItsNextAttempt() throws Exception {
    Question asked = question("e-1", at(10));
    ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
    ledger.write(LedgerLine.unknown(asked.account(), call(asked, 1), 9, Reason.TIMEOUT, START));
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      ask(admit, asked);
      assertThat(admit.extractOutputValues()).extracting(Grant::attempt).containsExactly(2);
      assertThat(admit.extractOutputValues()).extracting(Grant::repeat).containsExactly(true);
    }
  }

  @Test
  void whatWaitedPastItsDeadlineIsAnsweredAsRestored() throws Exception {
    try (var admit = started(VerdictPolicy.IMMEDIATE)) {
      ask(admit, question("e-1", at(10)));
      admit.setProcessingTime(10_000);
      catchUp(admit);
      admit.setProcessingTime(10_020);
      assertThat(admit.extractOutputValues()).isEmpty();
      assertThat(edge(admit))
          .extracting(Verdict::reason)
          .containsExactly(Reason.IMMEDIATE, Reason.RESTORED);
      assertThat(edge(admit)).extracting(Verdict::last).containsExactly(false, true);
    }
  }

  @Test
  void aQuestionThatComesAtItsDeadlineIsTooLate() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      admit.setProcessingTime(9_999);
      ask(admit, question("e-1", at(10)));
      admit.setProcessingTime(10_000);
      ask(admit, question("e-2", at(10)));
      assertThat(grants(admit)).containsExactly("e-1");
      assertThat(edge(admit)).extracting(Verdict::reason).containsExactly(Reason.TIMEOUT);
    }
  }

  @Test
  void aQuestionWithNothingToShowIsAnsweredAtTheEdge() throws Exception {
    Question whole = question("e-1", at(10));
    Question empty =
        new Question(
            whole.inferenceId(),
            whole.header(),
            whole.judgement(),
            whole.episodeId(),
            null,
            null,
            whole.account(),
            whole.judgedAt(),
            whole.gateMicros(),
            whole.deadline());
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      ask(admit, empty);
      assertThat(admit.extractOutputValues()).isEmpty();
      assertThat(edge(admit)).extracting(Verdict::verdictId).containsExactly("e-1#0", "e-1#1");
      assertThat(edge(admit).get(1).reason()).isEqualTo(Reason.ERROR);
    }
  }

  @Test
  void moreThanTheCapIsAnsweredAtTheEdgeUntilTimeHasPassed() throws Exception {
    var settings =
        new AdmissionSettings(
            new RateCap(1, Duration.ofSeconds(2), 2), VerdictPolicy.IMMEDIATE, Duration.ofHours(1));
    try (var admit = harness(settings)) {
      admit.open();
      catchUp(admit);
      for (int i = 1; i <= 3; i++) {
        ask(admit, question("e-" + i, at(60)));
      }
      assertThat(grants(admit)).containsExactly("e-1", "e-2");
      assertThat(edge(admit).get(2).verdictId()).isEqualTo("e-3#0");
      Verdict denied = edge(admit).get(3);
      assertThat(denied.verdictId()).isEqualTo("e-3#1");
      assertThat(denied.reason()).isEqualTo(Reason.RATE_LIMITED);
      assertThat(denied.last()).isTrue();

      admit.setProcessingTime(2_000);
      ask(admit, question("e-4", at(60)));
      assertThat(grants(admit)).containsExactly("e-1", "e-2", "e-4");
    }
  }

  @Test
  void theCapOutlivesARestart() throws Exception {
    var settings =
        new AdmissionSettings(
            new RateCap(1, Duration.ofHours(1), 1), VerdictPolicy.HOLD, Duration.ofHours(1));
    OperatorSubtaskState snapshot;
    try (var admit = harness(settings)) {
      admit.open();
      catchUp(admit);
      ask(admit, question("e-1", at(60)));
      snapshot = admit.snapshot(1, 1);
    }
    try (var admit = harness(settings)) {
      admit.initializeState(snapshot);
      admit.open();
      catchUp(admit);
      ask(admit, question("e-2", at(60)));
      assertThat(edge(admit)).extracting(Verdict::reason).containsExactly(Reason.RATE_LIMITED);
    }
  }

  @Test
  void theFoldGoesOnAfterASnapshot() throws Exception {
    Question asked = question("e-1", at(10));
    int partition = ledger.partitionOf(asked.account().key());
    ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
    ledger.write(LedgerLine.settled(asked.account(), call(asked, 1), answer(7), START));

    OperatorSubtaskState snapshot;
    try (var admit = started(VerdictPolicy.HOLD)) {
      deliver(admit, ledger.from(partition, 0).subList(0, 1));
      ask(admit, asked);
      snapshot = admit.snapshot(1, 1);
    }
    try (var admit = harness(settings(VerdictPolicy.HOLD))) {
      admit.initializeState(snapshot);
      admit.open();
      // The source goes on behind what the snapshot has folded.
      deliver(admit, ledger.from(partition, 1));
      deliver(admit, ledger.from(1 - partition, 0));
      admit.setProcessingTime(20);
      assertThat(admit.extractOutputValues()).isEmpty();
      assertThat(edge(admit)).extracting(Verdict::answer).containsExactly(answer(7));
    }
  }

  @Test
  void theEdgesWordIsSaidBeforeTheLedgerIsRead() throws Exception {
    try (var admit = started(VerdictPolicy.IMMEDIATE)) {
      Question asked = question("e-1", at(10));
      ask(admit, asked);
      assertThat(edge(admit)).containsExactly(Verdict.provisional(asked, START));

      catchUp(admit);
      admit.setProcessingTime(20);
      assertThat(grants(admit)).containsExactly("e-1");
      assertThat(edge(admit)).hasSize(1);
    }
  }

  @Test
  void deadlinesHoldThoughTheLedgerIsNotRead() throws Exception {
    for (VerdictPolicy policy : VerdictPolicy.values()) {
      try (var admit = started(policy)) {
        ask(admit, question("e-1", at(10)));
        ask(admit, question("e-2", at(60)));
        admit.setProcessingTime(9_999);
        int before = policy == VerdictPolicy.IMMEDIATE ? 2 : 0;
        assertThat(decidedHere(admit)).hasSize(before);
        admit.setProcessingTime(10_020);
        Verdict denied = edge(admit).get(before);
        assertThat(denied.verdictId()).isEqualTo("e-1#" + policy.finalRevision());
        assertThat(denied.reason()).isEqualTo(Reason.RESTORED);
        assertThat(denied.last()).isTrue();

        catchUp(admit);
        admit.setProcessingTime(10_040);
        assertThat(grants(admit)).containsExactly("e-2");
        assertThat(edge(admit)).hasSize(before + 1);
      }
    }
  }

  @Test
  void aQuestionRestoredPastItsDeadlineHasAMomentToFindItsPaidAnswer() throws Exception {
    Question asked = question("e-1", at(10));
    OperatorSubtaskState snapshot;
    try (var admit = started(VerdictPolicy.HOLD)) {
      ask(admit, asked);
      snapshot = admit.snapshot(1, 1);
    }
    ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
    ledger.write(LedgerLine.settled(asked.account(), call(asked, 1), answer(7), START));
    try (var admit = harness(settings(VerdictPolicy.HOLD))) {
      admit.setup();
      admit.setProcessingTime(3_600_000);
      admit.initializeState(snapshot);
      admit.open();
      admit.setProcessingTime(3_600_001);
      admit.setProcessingTime(3_604_000);
      assertThat(decidedHere(admit)).isEmpty();
      catchUp(admit);
      admit.setProcessingTime(3_604_100);
      assertThat(edge(admit)).extracting(Verdict::answer).containsExactly(answer(7));
    }
  }

  @Test
  void anEventThatIsSentAgainLongAfterGetsTheAnswerThatThisRunPaidFor() throws Exception {
    Question asked = question("e-1", at(10));
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      ask(admit, asked);
      assertThat(admit.extractOutputValues()).extracting(Grant::attempt).containsExactly(1);
      int partition = ledger.partitionOf(asked.account().key());
      ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
      ledger.write(LedgerLine.settled(asked.account(), call(asked, 1), answer(7), START));
      deliver(admit, ledger.from(partition, 1));

      admit.setProcessingTime(3_000_000);
      ask(admit, asked);
      assertThat(grants(admit)).containsExactly("e-1");
      assertThat(edge(admit)).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(metrics.count(MetricNames.ANSWERS_REUSED, MetricNames.STAGE, "admit")).isOne();
    }
  }

  @Test
  void anEventThatIsSentAgainWithoutAnAnswerIsAskedAsItsNextAttempt() throws Exception {
    Question asked = question("e-1", at(10_000));
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      ask(admit, asked);
      int partition = ledger.partitionOf(asked.account().key());
      ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
      ledger.write(LedgerLine.unknown(asked.account(), call(asked, 1), 9, Reason.TIMEOUT, START));
      deliver(admit, ledger.from(partition, 1));
      ask(admit, asked);
      assertThat(admit.extractOutputValues()).extracting(Grant::attempt).containsExactly(1, 2);
      assertThat(admit.extractOutputValues())
          .extracting(Grant::repeat)
          .containsExactly(false, true);
    }
  }

  @Test
  void aDenialIsTheSecondWordUnderImmediateAndTheOnlyOneUnderHold() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      ask(admit, question("e-1", START));
      assertThat(edge(admit)).extracting(Verdict::verdictId).containsExactly("e-1#0", "e-1#1");
      assertThat(edge(admit)).extracting(Verdict::last).containsExactly(false, true);
    }
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      ask(admit, question("e-1", START));
      assertThat(edge(admit)).extracting(Verdict::verdictId).containsExactly("e-1#0");
      assertThat(edge(admit)).extracting(Verdict::last).containsExactly(true);
    }
  }

  @Test
  void theFirstWordIsTheSameOneWhateverTheReplayDecides() throws Exception {
    OperatorSubtaskState snapshot;
    Verdict first;
    try (var admit = caughtUp(VerdictPolicy.IMMEDIATE)) {
      snapshot = admit.snapshot(1, 1);
      ask(admit, question("e-1", at(10)));
      first = edge(admit).get(0);
      assertThat(grants(admit)).containsExactly("e-1");
    }
    try (var admit = harness(settings(VerdictPolicy.IMMEDIATE))) {
      admit.setup();
      admit.setProcessingTime(60_000);
      admit.initializeState(snapshot);
      admit.open();
      catchUp(admit);
      ask(admit, question("e-1", at(10)));
      assertThat(edge(admit).get(0).verdictId()).isEqualTo(first.verdictId());
      assertThat(edge(admit).get(0).last()).isEqualTo(first.last());
      assertThat(edge(admit).get(0).reason()).isEqualTo(first.reason());
      assertThat(edge(admit).get(1).verdictId()).isEqualTo("e-1#1");
      assertThat(edge(admit).get(1).reason()).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void nothingIsLeftOfAnAccountThatIsNeverAskedAboutAgain() throws Exception {
    Question asked = question("e-1", at(10));
    try (var admit = started(VerdictPolicy.IMMEDIATE)) {
      ledger.write(LedgerLine.dispatched(asked.account(), call(asked, 1), 9, START));
      ledger.write(LedgerLine.settled(asked.account(), call(asked, 1), answer(7), START));
      ask(admit, asked);
      catchUp(admit);
      ask(admit, question("e-2", at(10)));
      assertThat(grants(admit)).containsExactly("e-2");
      admit.setProcessingTime(Duration.ofHours(1).toMillis());
      assertThat(admit.numKeyedStateEntries()).isPositive();
      assertThat(admit.numProcessingTimeTimers()).isOne();
      admit.setProcessingTime(Duration.ofHours(2).toMillis());
      assertThat(admit.numKeyedStateEntries()).isZero();
      assertThat(admit.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void theCapIsForgottenOnceItLimitsNothing() throws Exception {
    try (var admit = caughtUp(VerdictPolicy.HOLD)) {
      ask(admit, question("e-1", at(10)));
      assertThat(admit.numKeyedStateEntries()).isPositive();
      admit.setProcessingTime(2);
      assertThat(admit.numKeyedStateEntries()).isZero();
      assertThat(admit.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void aLedgerThatHasGrownIsRefused() throws Exception {
    try (var admit = started(VerdictPolicy.HOLD)) {
      var beyond =
          new JournalLine(
              LedgerLine.epoch("epoch-0", "x", START), new JournalPosition(PARTITIONS, 0));
      assertThatThrownBy(() -> deliver(admit, List.of(beyond)))
          .hasMessageContaining("the ledger has grown to partition 2 while the job ran with 2");
    }
  }

  @Test
  void theJournalIsClosedWithTheOperator() throws Exception {
    started(VerdictPolicy.HOLD).close();
    assertThat(ledger.closedConnections()).containsExactly("admit-0");
  }

  @Test
  void epochLinesComeBackToTheVerySubtaskThatWroteThem() throws Exception {
    for (int subtask = 0; subtask < 3; subtask++) {
      try (var admit =
          new KeyedTwoInputStreamOperatorTestHarness<>(
              new KeyedCoProcessOperator<>(
                  new AdmitQuestions(ledger.opener(), settings(VerdictPolicy.HOLD))),
              question -> question.account().key(),
              line -> line.line().accountKey(),
              Types.STRING,
              128,
              3,
              subtask)) {
        admit.open();
        // The keyed backend refuses keys of other subtasks.
        int own = subtask;
        deliver(admit, ledger.from(0, own));
        deliver(admit, ledger.from(1, own));
      }
    }
  }

  private static void ask(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit,
      Question question)
      throws Exception {
    admit.processElement1(new StreamRecord<>(question));
  }

  private static void deliver(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit,
      List<JournalLine> lines)
      throws Exception {
    for (JournalLine line : lines) {
      admit.processElement2(new StreamRecord<>(line));
    }
  }

  private void catchUp(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit)
      throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      deliver(admit, ledger.from(partition, 0));
    }
  }

  private static List<String> grants(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit) {
    return admit.extractOutputValues().stream()
        .map(grant -> grant.question().header().eventId())
        .toList();
  }

  private static List<Verdict> edge(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit) {
    assertThat(decidedHere(admit)).isNotEmpty();
    return decidedHere(admit);
  }

  private static List<Verdict> decidedHere(
      KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> admit) {
    var output = admit.getSideOutput(AdmitQuestions.DECIDED_HERE);
    return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> caughtUp(
      VerdictPolicy policy) throws Exception {
    var admit = started(policy);
    catchUp(admit);
    return admit;
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> started(
      VerdictPolicy policy) throws Exception {
    var admit = harness(settings(policy));
    admit.open();
    return admit;
  }

  private static AdmissionSettings settings(VerdictPolicy policy) {
    return new AdmissionSettings(GENEROUS, policy, Duration.ofHours(1));
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, Question, JournalLine, Grant> harness(
      AdmissionSettings settings) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new WithMetrics(new AdmitQuestions(ledger.opener(), settings), metrics),
        question -> question.account().key(),
        line -> line.line().accountKey(),
        Types.STRING);
  }

  /** Registers where the test can see it; this kind of harness takes no environment. */
  private static final class WithMetrics
      extends KeyedCoProcessOperator<String, Question, JournalLine, Grant> {
    private static final long serialVersionUID = 1;
    private final transient InternalOperatorMetricGroup registered;

    WithMetrics(AdmitQuestions admit, RegisteredMetrics metrics) {
      super(admit);
      this.registered = metrics.operator();
    }

    @Override
    public InternalOperatorMetricGroup getMetricGroup() {
      return registered;
    }
  }
}
