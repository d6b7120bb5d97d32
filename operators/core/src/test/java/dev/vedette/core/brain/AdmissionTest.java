package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.call;
import static dev.vedette.core.Examples.positive;
import static dev.vedette.core.Examples.question;
import static dev.vedette.core.Examples.reading;
import static dev.vedette.core.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionTest {
  private static final Instant DEADLINE = NOON.plusSeconds(10);
  private static final Question ASKED = question("e-1", DEADLINE);
  private static final Question KEEPABLE =
      Question.about(
          Judged.of(reading("e-1", 1), positive(), NOON, 3_000),
          "e-1",
          ASKED.evidence(),
          DEADLINE,
          Deferral.planned(1, NOON.plusSeconds(3_600)));
  private static final JournalPosition FOLDED_TO = new JournalPosition(0, 7);
  private static final RateCap CAP = new RateCap(1, Duration.ofSeconds(60), 1);

  private final Admission immediate = new Admission(CAP, VerdictPolicy.IMMEDIATE);
  private final Admission hold = new Admission(CAP, VerdictPolicy.HOLD);

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
                new Grant(ASKED, 1, false, FOLDED_TO, 1, NOON), nanos(NOON.plusSeconds(60))));
  }

  @ParameterizedTest
  @EnumSource(VerdictPolicy.class)
  void aDenialIsTheNextWordAfterTheFirstOne(VerdictPolicy policy) {
    var admission = new Admission(CAP, policy);
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
                  question, JournaledCall.NONE, 0, FOLDED_TO, Reason.PRIVACY, Reason.TIMEOUT, NOON),
              hold.decideBlind(question, JournaledCall.NONE, Reason.PRIVACY, NOON))) {
        assertThat(denial(decision).last()).isTrue();
      }
    }
    assertThat(denial(hold.decideBlind(ASKED, JournaledCall.NONE, Reason.PRIVACY, NOON)).reason())
        .isEqualTo(Reason.PRIVACY);
  }

  @Test
  void byOrderAQuestionIsDeniedForGoodWhateverElseIsTheMatter() {
    Instant started = NOON.minusSeconds(60);
    for (Decision decision :
        List.of(
            hold.decide(
                KEEPABLE,
                JournaledCall.NONE,
                0,
                FOLDED_TO,
                Reason.EDGE_MODE,
                Reason.TIMEOUT,
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
            nanos(NOON.plusSeconds(60)),
            FOLDED_TO,
            null,
            Reason.TIMEOUT,
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
      var admission = new Admission(CAP, policy);
      var denied = denial(admission.decideBlind(ASKED, JournaledCall.NONE, null, NOON));
      assertThat(denied.reason()).isEqualTo(Reason.ERROR);
      assertThat(denied.revision()).isEqualTo(policy.finalRevision());
      assertThat(admission.decideBlind(ASKED, paid(), null, NOON))
          .isInstanceOf(Decision.Reused.class);
    }
  }

  @Test
  void whereNoRoadIsOpenTheEdgeAnswersForItsReasonUnlessThatIsPaidFor() {
    var admission = new Admission(CAP, VerdictPolicy.HOLD);
    Reason closed = Reason.BREAKER_OPEN;
    assertThat(
            denial(
                    admission.decide(
                        ASKED,
                        JournaledCall.NONE,
                        nanos(NOON),
                        FOLDED_TO,
                        closed,
                        Reason.TIMEOUT,
                        NOON))
                .reason())
        .isEqualTo(closed);
    assertThat(
            admission.decide(ASKED, paid(), nanos(NOON), FOLDED_TO, closed, Reason.TIMEOUT, NOON))
        .isInstanceOf(Decision.Reused.class);
  }

  @Test
  void whatWasKeptLeavesHalfOfTheBurstToFreshQuestions() {
    var admission = new Admission(new RateCap(1, Duration.ofSeconds(60), 4), VerdictPolicy.HOLD);
    Question kept = kept(NOON.plusSeconds(3_600));
    long state = nanos(NOON);
    for (int i = 0; i < 2; i++) {
      var granted = (Decision.Granted) decide(admission, kept, state);
      assertThat(granted.grant().revision()).isEqualTo(2);
      state = granted.theoreticalNanos();
    }
    var word = ((Decision.Denied) decide(admission, kept, state)).word();
    assertThat(word).isEqualTo(new Word(null, DeferredLine.inVain(kept, Reason.RATE_LIMITED)));
    assertThat(decide(admission, ASKED, state)).isInstanceOf(Decision.Granted.class);
  }

  @Test
  void whatWasKeptAndIsOverIsClosedForItsOwnReason() {
    Verdict closed = denial(decide(hold, kept(NOON), nanos(NOON)));
    assertThat(closed.reason()).isEqualTo(Reason.OFFLINE);
    assertThat(closed.last()).isTrue();
    assertThat(closed.revision()).isEqualTo(2);
  }

  /** The policy may have changed since it was kept. */
  @ParameterizedTest
  @CsvSource({"IMMEDIATE,HOLD", "HOLD,IMMEDIATE", "HOLD,HOLD", "IMMEDIATE,IMMEDIATE"})
  void theLastWordOnWhatWasKeptIsAboveAllThatWasSaidWhenItWas(
      VerdictPolicy before, VerdictPolicy now) {
    var keeping = new Admission(CAP, before);
    int said = keeping.firstWord(KEEPABLE, NOON).isPresent() ? 0 : -1;
    var meanwhile =
        denial(
            keeping.decide(
                KEEPABLE, JournaledCall.NONE, 0, FOLDED_TO, Reason.OFFLINE, Reason.TIMEOUT, NOON));
    assertThat(meanwhile.revision()).isGreaterThan(said);
    assertThat(meanwhile.last()).isFalse();

    var recalling = new Admission(CAP, now);
    Question kept = kept(NOON.plusSeconds(3_600));
    var granted = (Decision.Granted) decide(recalling, kept, nanos(NOON));
    assertThat(granted.grant().revision()).isGreaterThan(meanwhile.revision());
    assertThat(denial(decide(recalling, kept(NOON), nanos(NOON))).revision())
        .isGreaterThan(meanwhile.revision());
    var reused = (Decision.Reused) recalling.decideBlind(kept, paid(), null, NOON);
    assertThat(reused.word().verdict().revision()).isGreaterThan(meanwhile.revision());
  }

  @Test
  void ofWhatWasKeptNothingIsSaidAtOnce() {
    assertThat(immediate.firstWord(kept(NOON.plusSeconds(3_600)), NOON)).isEmpty();
  }

  private static Question kept(Instant until) {
    return new Question(
        ASKED.inferenceId(),
        ASKED.header(),
        ASKED.judgement(),
        ASKED.episodeId(),
        ASKED.evidence(),
        ASKED.account(),
        ASKED.judgedAt(),
        ASKED.gateMicros(),
        ASKED.deadline(),
        new Deferral(0, until, 1, Reason.OFFLINE),
        Question.Stage.WHOLE,
        null);
  }

  private static Decision decide(Admission admission, Question question, long theoreticalNanos) {
    return admission.decide(
        question, JournaledCall.NONE, theoreticalNanos, FOLDED_TO, null, Reason.TIMEOUT, NOON);
  }

  private static JournaledCall paid() {
    return JournaledCall.NONE.with(
        LedgerLine.settled(ASKED.account(), call(ASKED.inferenceId(), 1), answer(77), NOON));
  }

  private static JournaledCall inVain(int attempt, String text) {
    return JournaledCall.NONE.with(inVainLine(attempt, text));
  }

  private static LedgerLine inVainLine(int attempt, String text) {
    return LedgerLine.settled(
        ASKED.account(), call(ASKED.inferenceId(), attempt), useless(text, 77), NOON);
  }

  private static Decision decide(Admission admission, JournaledCall known, Instant now) {
    return admission.decide(ASKED, known, nanos(now), FOLDED_TO, null, Reason.TIMEOUT, now);
  }

  private static Verdict denial(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Denied.class);
    return ((Decision.Denied) decision).word().verdict();
  }

  private static long nanos(Instant at) {
    return Admission.nanosOf(at);
  }
}
