package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.DeferredQuestions.deferred;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.question;
import static dev.vedette.flink.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Word;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Questions that stand in the ledger already, and how long that is remembered. */
class AdmissionOfPaidQuestionsTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);
  private final Question asked = question("e-1", at(10));

  @Test
  void anAnswerThatAnEarlierRunPaidForIsGivenWithoutAGrant() throws Exception {
    ledger.writeAnswered(asked, answer(7));
    try (var admit = Admitting.started(ledger, generous(VerdictPolicy.IMMEDIATE))) {
      admit.ask(asked);
      admit.catchUp();
      // Long past the deadline: what is paid for is used all the same.
      admit.passUntil(60_000);
      assertThat(admit.grants()).isEmpty();
      assertThat(admit.verdicts()).extracting(Verdict::revision).containsExactly(0, 1);
      assertThat(admit.verdicts().get(1).answer()).isEqualTo(answer(7));
      assertThat(admit.verdicts().get(1).by()).isEqualTo(Giver.CLOUD);
    }
  }

  @Test
  void aUselessAnswerIsGrantedARepairAndNoSecondOne() throws Exception {
    ledger.writeAnswered(asked, useless(7));
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(asked);
      assertThat(admit.grants()).extracting(Grant::attempt).containsExactly(2);
      assertThat(admit.grants())
          .extracting(grant -> grant.question().useless())
          .containsExactly(useless(7));
    }
    Question another = question("e-2", at(10));
    ledger.writeAnswered(another, useless(7));
    ledger.writeAnswered(another, useless(8), 2);
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(another);
      assertThat(admit.grants()).isEmpty();
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.REFUSED);
    }
  }

  @Test
  void aCallThatMayHaveBeenBilledIsRepeatedAsItsNextAttempt() throws Exception {
    ledger.writeUnknown(asked);
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(asked);
      assertThat(admit.grants()).extracting(Grant::attempt).containsExactly(2);
      assertThat(admit.grants()).extracting(Grant::repeat).containsExactly(true);
    }
  }

  @Test
  void anEventThatIsSentAgainLongAfterGetsTheAnswerThatThisRunPaidFor() throws Exception {
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(asked);
      assertThat(admit.grants()).extracting(Grant::attempt).containsExactly(1);
      ledger.writeAnswered(asked, answer(7));
      admit.catchUp();

      admit.passUntil(3_000_000);
      admit.ask(asked);
      assertThat(admit.granted()).containsExactly("e-1");
      assertThat(admit.verdicts()).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(admit.metrics.count(MetricNames.ANSWERS_REUSED, MetricNames.STAGE, "admit"))
          .isOne();
    }
  }

  @Test
  void anEventThatIsSentAgainWithoutAnAnswerIsAskedAsItsNextAttempt() throws Exception {
    Question patient = question("e-1", at(10_000));
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.HOLD))) {
      admit.ask(patient);
      ledger.writeUnknown(patient);
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.ask(patient);
      assertThat(admit.grants()).extracting(Grant::attempt).containsExactly(1, 2);
      assertThat(admit.grants()).extracting(Grant::repeat).containsExactly(false, true);
    }
  }

  @Test
  void aKeptQuestionThatMayHaveBeenBilledAgainAndAgainIsGivenUpAndCounted() throws Exception {
    Question kept = deferred("e-1", 1, 3_600);
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.IMMEDIATE))) {
      for (int attempt = 1; attempt <= Admitting.MOST_BILLED; attempt++) {
        admit.ask(kept);
        ledger.writeUnknown(kept, attempt);
        ledger.writeEnded(admit.grants());
        admit.catchUp();
      }
      assertThat(admit.grants()).extracting(Grant::attempt).containsExactly(1, 2, 3);
      assertThat(admit.words()).isEmpty();

      admit.ask(kept);
      assertThat(admit.grants()).hasSize(Admitting.MOST_BILLED);
      assertThat(admit.words()).extracting(Word::line).containsExactly(DeferredLine.ended(kept));
      assertThat(admit.verdicts()).extracting(Verdict::reason).containsExactly(Reason.OFFLINE);
      assertThat(admit.verdicts()).extracting(Verdict::revision).containsExactly(2);
      assertThat(admit.verdicts()).extracting(Verdict::last).containsExactly(true);
      assertThat(admit.metrics.count(MetricNames.QUESTIONS_GIVEN_UP)).isOne();
    }
  }

  @Test
  void nothingIsLeftOfAnAccountThatIsNeverAskedAboutAgain() throws Exception {
    try (var admit = Admitting.started(ledger, generous(VerdictPolicy.IMMEDIATE))) {
      ledger.writeAnswered(asked, answer(7));
      admit.ask(asked);
      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      assertThat(admit.granted()).containsExactly("e-2");
      ledger.writeEnded(admit.grants());
      admit.catchUp();
      admit.passUntil(Duration.ofHours(1).toMillis());
      assertThat(admit.stateEntries()).isPositive();
      assertThat(admit.timers()).isOne();
      admit.passUntil(Duration.ofHours(2).toMillis());
      assertThat(admit.stateEntries()).as("what was spent counts for a month").isPositive();
      admit.passUntil(Duration.ofDays(33).toMillis());
      assertThat(admit.stateEntries()).as("the clock may have leapt").isPositive();
      admit.passUntil(Duration.ofDays(33).plusMinutes(15).toMillis());
      assertThat(admit.stateEntries()).isZero();
      assertThat(admit.timers()).isZero();
    }
  }
}
