package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.brain.Admissions.ASKED;
import static dev.vedette.core.brain.Admissions.CAP;
import static dev.vedette.core.brain.Admissions.FOLDED_TO;
import static dev.vedette.core.brain.Admissions.KEEPABLE;
import static dev.vedette.core.brain.Admissions.MOST_BILLED;
import static dev.vedette.core.brain.Admissions.kept;
import static dev.vedette.core.brain.Admissions.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.VerdictPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Questions that have been asked and asked again, each time with a call that may be billed. */
class AdmissionOfCostlyQuestionsTest {
  private static final Question KEPT = kept(NOON.plusSeconds(3_600));

  private final Admission admission =
      new Admission(CAP, LabelRules.always(VerdictPolicy.IMMEDIATE), MOST_BILLED);

  @Test
  void whatMayHaveBeenBilledOftenEnoughIsClosedForTheReasonOfItsFirstRound() {
    assertThat(decide(KEPT, unknown(MOST_BILLED - 1), null)).isInstanceOf(Decision.Granted.class);

    var givenUp = (Decision.GivenUp) decide(KEPT, unknown(MOST_BILLED), null);
    assertThat(givenUp.calls()).isEqualTo(MOST_BILLED);
    assertThat(givenUp.word().verdict().reason()).isEqualTo(Reason.OFFLINE);
    assertThat(givenUp.word().verdict().last()).isTrue();
    assertThat(givenUp.word().verdict().revision()).isEqualTo(VerdictPolicy.AMENDED_REVISION);
    assertThat(givenUp.word().line()).isEqualTo(DeferredLine.ended(KEPT));
  }

  @Test
  void itIsGivenUpAlsoWhileNoRoadIsOpenAndAfterItsDeadline() {
    Question late = KEPT.askedAgain(KEPT, NOON);
    assertThat(decide(late, unknown(MOST_BILLED), Reason.BREAKER_OPEN))
        .isInstanceOf(Decision.GivenUp.class);
  }

  @Test
  void callsThatWereReleasedCostNothingHoweverManyTheyAre() {
    JournaledCall known = unknown(MOST_BILLED - 1);
    for (int more = 0; more < 100; more++) {
      var call = call(ASKED.inferenceId(), known.nextAttempt());
      known =
          known
              .with(LedgerLine.dispatched(ASKED.account(), call, 9, NOON))
              .with(LedgerLine.released(ASKED.account(), call, Reason.OFFLINE, NOON));
    }
    assertThat(decide(KEPT, known, null)).isInstanceOf(Decision.Granted.class);
  }

  @Test
  void anAnswerThatWasPaidForIsGivenHoweverOftenItMayHaveBeenBilled() {
    var call = call(ASKED.inferenceId(), MOST_BILLED + 1);
    JournaledCall answered =
        unknown(MOST_BILLED).with(LedgerLine.settled(ASKED.account(), call, answer(77), NOON));
    assertThat(decide(KEPT, answered, null)).isInstanceOf(Decision.Reused.class);
  }

  @Test
  void whatMayNotLeaveAnyMoreIsClosedForThat() {
    var denied = (Decision.Denied) decide(KEPT, unknown(MOST_BILLED), Reason.PRIVACY);
    assertThat(denied.word().verdict().reason()).isEqualTo(Reason.PRIVACY);
  }

  @Test
  void anEventThatIsSentAgainIsNotPaidForAgainAndAgainEither() {
    var givenUp = (Decision.GivenUp) decide(KEEPABLE, unknown(MOST_BILLED), null);
    assertThat(givenUp.word().verdict().reason()).isEqualTo(Reason.ERROR);
    assertThat(givenUp.word().verdict().last()).isTrue();
    assertThat(givenUp.word().line()).isEqualTo(DeferredLine.ended(KEEPABLE));
  }

  @Test
  void noCallAtAllIsNoBound() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Admission(CAP, LabelRules.always(VerdictPolicy.HOLD), 0))
        .withMessage("mostBilled < 1: 0");
  }

  private Decision decide(Question question, JournaledCall known, @Nullable Reason closed) {
    return admission.decide(
        question, known, new Conditions(0, FOLDED_TO, closed, Reason.TIMEOUT, ample()), NOON);
  }
}
