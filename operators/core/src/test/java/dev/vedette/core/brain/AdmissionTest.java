package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.useless;
import static dev.vedette.core.brain.Admissions.ASKED;
import static dev.vedette.core.brain.Admissions.CAP;
import static dev.vedette.core.brain.Admissions.DEADLINE;
import static dev.vedette.core.brain.Admissions.FOLDED_TO;
import static dev.vedette.core.brain.Admissions.KEEPABLE;
import static dev.vedette.core.brain.Admissions.MOST_BILLED;
import static dev.vedette.core.brain.Admissions.denial;
import static dev.vedette.core.brain.Admissions.kept;
import static dev.vedette.core.brain.Admissions.nanos;
import static dev.vedette.core.brain.Admissions.paid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {

  private final Admission immediate =
      new Admission(CAP, LabelRules.always(VerdictPolicy.IMMEDIATE), MOST_BILLED);
  private final Admission hold =
      new Admission(CAP, LabelRules.always(VerdictPolicy.HOLD), MOST_BILLED);

  @Test
  void onlyImmediateSaysSomethingAtOnce() {
    assertThat(immediate.firstWord(ASKED, NOON))
        .contains(new Word(Verdict.provisional(ASKED, NOON), null));
    assertThat(hold.firstWord(ASKED, NOON)).isEmpty();
  }

  @Test
  void aQuestionWithinTheCapIsGranted() {
    assertThat(decide(immediate, JournaledCall.NONE, NOON))
        .isEqualTo(
            new Decision.Granted(
                new Grant(ASKED, 1, false, FOLDED_TO, 1, ample(NOON)),
                nanos(NOON.plusSeconds(60))));
  }

  @ParameterizedTest
  @EnumSource(VerdictPolicy.class)
  void aDenialIsTheNextWordAfterTheFirstOne(VerdictPolicy policy) {
    var admission = new Admission(CAP, LabelRules.always(policy), MOST_BILLED);
    int said = admission.firstWord(ASKED, NOON).isPresent() ? 1 : 0;
    var denied = denial(decide(admission, JournaledCall.NONE, DEADLINE));
    assertThat(denied.revision()).isEqualTo(said);
    assertThat(denied.last()).isTrue();
    assertThat(denied.reason()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void whatTheLedgerHasAnAnswerToIsNotAskedAgainEvenPastTheDeadline() {
    assertThat(decide(immediate, paid(), DEADLINE.plusSeconds(60)))
        .asInstanceOf(InstanceOfAssertFactories.type(Decision.Reused.class))
        .satisfies(
            reused -> {
              assertThat(reused.word().verdict().answer()).isEqualTo(answer(77));
              assertThat(reused.word().verdict().revision()).isEqualTo(1);
            });
    assertThat(hold.decideUnread(ASKED, paid(), null, NOON, NOON))
        .isInstanceOf(Decision.Reused.class);
  }

  @Test
  void aUselessAnswerIsRepairedUnderTheSameGrant() {
    var decision = (Decision.Granted) decide(immediate, inVain(1, "Well."), NOON);
    assertThat(decision.grant().question()).isEqualTo(ASKED.knowing(useless("Well.", 77)));
    assertThat(decision.grant().attempt()).isEqualTo(2);
    assertThat(decision.grant().repeat()).isTrue();
  }

  @Test
  void aRepairInVainAndWhatCannotBeRepairedAreRefusedForGood() {
    JournaledCall twice = inVain(1, "Well.").with(inVainLine(2, "Well, well."));
    for (JournaledCall known : List.of(twice, inVain(1, ""))) {
      var denied = denial(decide(hold, known, DEADLINE));
      assertThat(denied.reason()).isEqualTo(Reason.REFUSED);
      assertThat(denied.last()).isTrue();
    }
  }

  @Test
  void whatMayNotLeaveAnyMoreIsDeniedForGoodAlsoIfItWasKept() {
    for (Question question : List.of(ASKED, kept(NOON.plusSeconds(60)))) {
      for (Decision decision :
          List.of(
              hold.decide(
                  question,
                  JournaledCall.NONE,
                  new Conditions(0, FOLDED_TO, Reason.PRIVACY, Reason.TIMEOUT, ample()),
                  NOON),
              hold.decideBlind(question, JournaledCall.NONE, Reason.PRIVACY, NOON))) {
        assertThat(denial(decision).last()).isTrue();
        assertThat(denial(decision).reason()).isEqualTo(Reason.PRIVACY);
      }
    }
  }

  @Test
  void byOrderAQuestionIsDeniedForGoodWhateverElseIsTheMatter() {
    Instant started = NOON.minusSeconds(60);
    for (Decision decision :
        List.of(
            hold.decide(
                KEEPABLE,
                JournaledCall.NONE,
                new Conditions(0, FOLDED_TO, Reason.EDGE_MODE, Reason.TIMEOUT, ample()),
                DEADLINE.plusSeconds(1)),
            hold.decideUnread(KEEPABLE, JournaledCall.NONE, Reason.EDGE_MODE, started, DEADLINE),
            hold.decideBlind(KEEPABLE, JournaledCall.NONE, Reason.EDGE_MODE, NOON))) {
      Verdict denied = denial(decision);
      assertThat(denied.reason()).isEqualTo(Reason.EDGE_MODE);
      assertThat(denied.last()).isTrue();
    }
  }

  @Test
  void aQuestionBeyondTheCapIsDenied() {
    Decision decision =
        hold.decide(
            ASKED,
            JournaledCall.NONE,
            new Conditions(nanos(NOON.plusSeconds(60)), FOLDED_TO, null, Reason.TIMEOUT, ample()),
            NOON);
    assertThat(denial(decision).reason()).isEqualTo(Reason.RATE_LIMITED);
  }

  @Test
  void nothingIsDecidedBeforeTheLedgerIsRead() {
    assertThat(hold.decideUnread(ASKED, JournaledCall.NONE, null, NOON, NOON))
        .isEqualTo(new Decision.Undecided());
  }

  @Test
  void aDeadlineHoldsThoughTheLedgerIsNotRead() {
    Instant started = NOON.minusSeconds(60);
    assertThat(
            immediate.decideUnread(
                ASKED, JournaledCall.NONE, null, started, DEADLINE.minusNanos(1)))
        .isEqualTo(new Decision.Undecided());
    var denied = denial(immediate.decideUnread(ASKED, JournaledCall.NONE, null, started, DEADLINE));
    assertThat(denied.reason()).isEqualTo(Reason.RESTORED);
    assertThat(denied.revision()).isEqualTo(1);
  }

  @Test
  void rightAfterAStartAPaidAnswerIsStillLookedFor() {
    Instant started = DEADLINE.plusSeconds(3_600);
    assertThat(
            hold.decideUnread(
                ASKED, JournaledCall.NONE, null, started, started.plusSeconds(5).minusNanos(1)))
        .isEqualTo(new Decision.Undecided());
    assertThat(
            denial(
                    hold.decideUnread(
                        ASKED, JournaledCall.NONE, null, started, started.plusSeconds(5)))
                .reason())
        .isEqualTo(Reason.RESTORED);
  }

  @Test
  void nothingIsAskedWhileALineAboutTheAccountCannotBeRead() {
    for (VerdictPolicy policy : VerdictPolicy.values()) {
      var admission = new Admission(CAP, LabelRules.always(policy), MOST_BILLED);
      var denied = denial(admission.decideBlind(ASKED, JournaledCall.NONE, null, NOON));
      assertThat(denied.reason()).isEqualTo(Reason.ERROR);
      assertThat(denied.revision()).isEqualTo(policy.finalRevision());
      assertThat(admission.decideBlind(ASKED, paid(), null, NOON))
          .isInstanceOf(Decision.Reused.class);
    }
  }

  @Test
  void whereNoRoadIsOpenTheEdgeAnswersForItsReasonUnlessThatIsPaidFor() {
    var admission = new Admission(CAP, LabelRules.always(VerdictPolicy.HOLD), MOST_BILLED);
    Reason closed = Reason.BREAKER_OPEN;
    assertThat(
            denial(
                    admission.decide(
                        ASKED,
                        JournaledCall.NONE,
                        new Conditions(nanos(NOON), FOLDED_TO, closed, Reason.TIMEOUT, ample()),
                        NOON))
                .reason())
        .isEqualTo(closed);
    assertThat(
            admission.decide(
                ASKED,
                paid(),
                new Conditions(nanos(NOON), FOLDED_TO, closed, Reason.TIMEOUT, ample()),
                NOON))
        .isInstanceOf(Decision.Reused.class);
  }

  private static JournaledCall inVain(int attempt, String text) {
    return JournaledCall.NONE.with(inVainLine(attempt, text));
  }

  private static LedgerLine inVainLine(int attempt, String text) {
    return LedgerLine.settled(
        ASKED.account(), call(ASKED.inferenceId(), attempt), useless(text, 77), NOON);
  }

  private static Decision decide(Admission admission, JournaledCall known, Instant now) {
    return admission.decide(
        ASKED, known, new Conditions(nanos(now), FOLDED_TO, null, Reason.TIMEOUT, ample()), now);
  }
}
