package dev.vedette.core.verdict;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
  private static final Question ASKED = question("e-1", NOON.plusSeconds(10));

  @Test
  void theFirstWordIsTheEdgesAndNotTheLast() {
    Verdict verdict = Verdict.provisional(ASKED, NOON.plusSeconds(1));
    assertThat(verdict.by()).isEqualTo(Giver.EDGE);
    assertThat(verdict.reason()).isEqualTo(Reason.IMMEDIATE);
    assertThat(verdict.revision()).isZero();
    assertThat(verdict.last()).isFalse();
    assertThat(verdict.answer()).isNull();
    assertThat(verdict.verdictId()).isEqualTo("e-1#0");
  }

  @Test
  void theEdgesLastWordSaysWhy() {
    Verdict verdict =
        Verdict.byEdge(ASKED, 1, Reason.TIMEOUT, NOON.plusSeconds(1), NOON.plusSeconds(10));
    assertThat(verdict.last()).isTrue();
    assertThat(verdict.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(verdict.times()).isEqualTo(new StageTimes(3_000, 1_000_000, 0, 10_000_000));
    assertThat(verdict.verdictId()).isEqualTo("e-1#1");
  }

  @Test
  void theCloudsWordCarriesItsAnswer() {
    Verdict verdict =
        Verdict.byCloud(ASKED, 1, answer(7), NOON.plusSeconds(1), NOON.plusSeconds(2));
    assertThat(verdict.by()).isEqualTo(Giver.CLOUD);
    assertThat(verdict.reason()).isNull();
    assertThat(verdict.answer()).isEqualTo(answer(7));
    assertThat(verdict.times()).isEqualTo(new StageTimes(3_000, 1_000_000, 250_000, 2_000_000));
    assertThat(verdict.inferenceId()).isEqualTo(ASKED.inferenceId());
    assertThat(verdict.judgement()).isEqualTo(ASKED.judgement());
  }

  @Test
  void aClockThatIsAheadMakesNoNegativeTimes() {
    Verdict verdict = Verdict.provisional(ASKED, NOON.minusSeconds(5));
    assertThat(verdict.times().captureToVerdictMicros()).isZero();
    assertThat(verdict.times().waitMicros()).isZero();
  }

  @Test
  void whoGivesItMustSayWhatItIsDue() {
    assertThatThrownBy(() -> made(Giver.CLOUD, Reason.ERROR, true))
        .hasMessage("the cloud gives an answer, the edge a reason: e-1");
    assertThatThrownBy(() -> made(Giver.CLOUD, null, false)).hasMessageContaining("e-1");
    assertThatThrownBy(() -> made(Giver.EDGE, Reason.ERROR, true)).hasMessageContaining("e-1");
    assertThatThrownBy(() -> made(Giver.EDGE, null, false)).hasMessageContaining("e-1");
  }

  @Test
  void afterAFirstWordTheLastIsItsRevision() {
    assertThat(VerdictPolicy.IMMEDIATE.finalRevision()).isEqualTo(1);
    assertThat(VerdictPolicy.HOLD.finalRevision()).isZero();
  }

  @ParameterizedTest
  @EnumSource(VerdictPolicy.class)
  void anAmendmentIsAboveTheLastRevisionOfEveryPolicy(VerdictPolicy policy) {
    assertThat(VerdictPolicy.AMENDED_REVISION).isGreaterThan(policy.finalRevision());
  }

  @Test
  void reasonsAreSpeltWithHyphens() {
    assertThat(Reason.BUDGET_EXHAUSTED.wireName()).isEqualTo("budget-exhausted");
  }

  private static Verdict made(Giver by, Reason reason, boolean answered) {
    return new Verdict(
        ASKED.header(),
        0,
        true,
        by,
        ASKED.judgement(),
        "e-1",
        ASKED.inferenceId(),
        reason,
        answered ? answer(7) : null,
        "",
        new StageTimes(0, 0, 0, 0),
        NOON);
  }
}
