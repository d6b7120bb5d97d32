package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.brain.Admissions.ASKED;
import static dev.vedette.core.brain.Admissions.CAP;
import static dev.vedette.core.brain.Admissions.FOLDED_TO;
import static dev.vedette.core.brain.Admissions.KEEPABLE;
import static dev.vedette.core.brain.Admissions.MOST_BILLED;
import static dev.vedette.core.brain.Admissions.decide;
import static dev.vedette.core.brain.Admissions.denial;
import static dev.vedette.core.brain.Admissions.kept;
import static dev.vedette.core.brain.Admissions.nanos;
import static dev.vedette.core.brain.Admissions.paid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Admission.Conditions;
import dev.vedette.core.brain.Admission.Decision;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.core.verdict.VerdictPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that were deferred, and come again. */
class AdmissionOfKeptQuestionsTest {
  private final Admission immediate =
      new Admission(CAP, LabelRules.always(VerdictPolicy.IMMEDIATE), MOST_BILLED);
  private final Admission hold =
      new Admission(CAP, LabelRules.always(VerdictPolicy.HOLD), MOST_BILLED);

  @Test
  void whatWasKeptLeavesHalfOfTheBurstToFreshQuestions() {
    var admission =
        new Admission(
            new RateCap(1, Duration.ofSeconds(60), 4),
            LabelRules.always(VerdictPolicy.HOLD),
            MOST_BILLED);
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

  @Test
  void whatCouldNotBeReadBackThisTimeWaitsOn() {
    Question unread = kept(NOON.plusSeconds(3_600)).unread(NOON);
    Word inVain = new Word(null, DeferredLine.inVain(unread, Reason.ERROR));
    for (Decision decision :
        List.of(
            decide(hold, unread, nanos(NOON)),
            hold.decideBlind(unread, JournaledCall.NONE, null, NOON))) {
      assertThat(((Decision.Denied) decision).word()).isEqualTo(inVain);
    }
  }

  @Test
  void whatCouldNotBeReadBackIsEndedByWhatEndsEveryOther() {
    Question unread = kept(NOON.plusSeconds(3_600)).unread(NOON);
    assertThat(
            hold.decide(
                unread,
                paid(),
                new Conditions(0, FOLDED_TO, null, Reason.TIMEOUT, ample()),
                NOON.plusSeconds(9)))
        .isInstanceOf(Decision.Reused.class);
    assertThat(denial(decide(hold, kept(NOON).unread(NOON), nanos(NOON))).last()).isTrue();
  }

  /** The policy may have changed since it was kept. */
  @ParameterizedTest
  @CsvSource({"IMMEDIATE,HOLD", "HOLD,IMMEDIATE", "HOLD,HOLD", "IMMEDIATE,IMMEDIATE"})
  void theLastWordOnWhatWasKeptIsAboveAllThatWasSaidWhenItWas(
      VerdictPolicy before, VerdictPolicy now) {
    var keeping = new Admission(CAP, LabelRules.always(before), MOST_BILLED);
    int said = keeping.firstWord(KEEPABLE, NOON).isPresent() ? 0 : -1;
    var meanwhile =
        denial(
            keeping.decide(
                KEEPABLE,
                JournaledCall.NONE,
                new Conditions(0, FOLDED_TO, Reason.OFFLINE, Reason.TIMEOUT, ample()),
                NOON));
    assertThat(meanwhile.revision()).isGreaterThan(said);
    assertThat(meanwhile.last()).isFalse();

    var recalling = new Admission(CAP, LabelRules.always(now), MOST_BILLED);
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
}
