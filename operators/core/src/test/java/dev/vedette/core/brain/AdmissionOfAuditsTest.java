package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.Admissions.ASKED;
import static dev.vedette.core.brain.Admissions.CAP;
import static dev.vedette.core.brain.Admissions.FOLDED_TO;
import static dev.vedette.core.brain.Admissions.KEEPABLE;
import static dev.vedette.core.brain.Admissions.MOST_BILLED;
import static dev.vedette.core.brain.Admissions.decide;
import static dev.vedette.core.brain.Admissions.nanos;
import static dev.vedette.core.brain.Admissions.paid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.audit.Audited;
import dev.vedette.core.audit.Audited.Result;
import dev.vedette.core.audit.Draw;
import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.Purpose;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rejected events that the brain is asked about to see whether the gate was right. */
class AdmissionOfAuditsTest {
  private static final Draw DRAW = new Draw(0.1);
  private static final Question AUDIT = ASKED.audited(DRAW);

  private final Admission immediate =
      new Admission(CAP, LabelRules.always(VerdictPolicy.IMMEDIATE), MOST_BILLED);

  @Test
  void theEdgeHasNoFirstWordOnIt() {
    assertThat(immediate.firstWord(ASKED, NOON)).isPresent();
    assertThat(immediate.firstWord(AUDIT, NOON)).isEmpty();
  }

  @Test
  void itLeavesHalfOfTheBurstToQuestions() {
    var admission =
        new Admission(
            new RateCap(1, Duration.ofSeconds(60), 2),
            LabelRules.always(VerdictPolicy.HOLD),
            MOST_BILLED);
    var granted = (Decision.Granted) decide(admission, AUDIT, nanos(NOON));
    long state = granted.theoreticalNanos();
    assertThat(audited(decide(admission, AUDIT, state))).isEqualTo(denied(Reason.RATE_LIMITED));
    assertThat(decide(admission, ASKED, state)).isInstanceOf(Decision.Granted.class);
  }

  @Test
  void withoutMoneyItIsDeniedForGoodAndNothingIsSaidOfTheEvent() {
    var broke =
        new Conditions(
            nanos(NOON), FOLDED_TO, null, Reason.TIMEOUT, (question, now) -> Optional.empty());
    Decision decision = immediate.decide(AUDIT, JournaledCall.NONE, broke, NOON);
    assertThat(audited(decision)).isEqualTo(denied(Reason.BUDGET_EXHAUSTED));
  }

  @Test
  void itIsNeverKeptWhateverTheQuestionWouldHaveBeen() {
    Question audit = KEEPABLE.audited(DRAW);
    var closed =
        new Conditions(nanos(NOON), FOLDED_TO, Reason.BREAKER_OPEN, Reason.TIMEOUT, ample());
    Decision decision = immediate.decide(audit, JournaledCall.NONE, closed, NOON);
    assertThat(audited(decision)).isEqualTo(denied(Reason.BREAKER_OPEN));
  }

  @Test
  void anAnswerThatWasPaidForShowsAMiss() {
    var open = new Conditions(nanos(NOON), FOLDED_TO, null, Reason.TIMEOUT, ample());
    var reused = (Decision.Reused) immediate.decide(AUDIT, paid(), open, NOON);
    assertThat(reused.word())
        .isEqualTo(new Word(null, null, new Audited("door", gate(), DRAW, Result.MISSED, "")));
  }

  @Test
  void theBrainsOpinionIsOnWhatTheGateLooksFor() {
    assertThat(told(Opinion.CONFIRMED)).isEqualTo(Result.MISSED);
    assertThat(told(Opinion.DENIED)).isEqualTo(Result.CONFIRMED);
    assertThat(told(Opinion.UNCLEAR)).isEqualTo(Result.UNCLEAR);
  }

  @Test
  void itsCallSaysSoInTheLedgerAndWhatItStandsFor() {
    var granted = (Decision.Granted) decide(immediate, AUDIT, nanos(NOON));
    LedgerCall call = LedgerCall.of(granted.grant(), new FakeBrain());
    assertThat(call.purpose()).isEqualTo(Purpose.AUDIT);
    assertThat(call.share()).isEqualTo(0.1);
    granted = (Decision.Granted) decide(immediate, ASKED, nanos(NOON));
    call = LedgerCall.of(granted.grant(), new FakeBrain());
    assertThat(call.purpose()).isEqualTo(Purpose.QUESTION);
    assertThat(call.share()).isEqualTo(1);
  }

  private static Result told(Opinion opinion) {
    Answer said = answer(7);
    var answer =
        new Answer(
            opinion,
            said.text(),
            said.usage(),
            said.costMicros(),
            said.provider(),
            said.model(),
            said.requestId(),
            said.cloudMicros(),
            said.sentBytes(),
            said.simulated());
    return Word.byCloud(AUDIT, 1, answer, NOON, NOON).audited().result();
  }

  private static Audited audited(Decision decision) {
    Word word = ((Decision.Denied) decision).word();
    assertThat(word.verdict()).isNull();
    assertThat(word.line()).isNull();
    return word.audited();
  }

  private static Audited denied(Reason reason) {
    return new Audited("door", gate(), DRAW, Result.DENIED, reason.wireName());
  }

  private static String gate() {
    return ASKED.judgement().gate();
  }
}
