package dev.vedette.core.episode;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LastQuestionTest {
  private static final Duration COOLDOWN = Duration.ofMinutes(5);
  private static final EpisodePolicy POLICY = EpisodePolicy.DEFAULTS;

  private final LastQuestion question = LastQuestion.asked(NOON, NOON.plusSeconds(1), COOLDOWN);

  @Test
  void itHoldsBackUntilTheCooldownIsOver() {
    assertThat(question.holdsBack(NOON, COOLDOWN, POLICY)).isTrue();
    assertThat(question.holdsBack(NOON.plusSeconds(299), COOLDOWN, POLICY)).isTrue();
    assertThat(question.holdsBack(NOON.plusSeconds(300), COOLDOWN, POLICY)).isFalse();
  }

  @Test
  void theCooldownInForceCounts() {
    assertThat(question.holdsBack(NOON.plusSeconds(60), Duration.ofMinutes(1), POLICY)).isFalse();
    assertThat(question.holdsBack(NOON.plusSeconds(300), Duration.ofMinutes(6), POLICY)).isTrue();
  }

  @Test
  void anEventThatWasOvertakenIsHeldBackAndOneByAnotherClockIsNot() {
    assertThat(question.holdsBack(NOON.minusSeconds(5), COOLDOWN, POLICY)).isTrue();
    assertThat(question.holdsBack(NOON.minusSeconds(6), COOLDOWN, POLICY)).isFalse();
  }

  @Test
  void itIsKeptForACooldownOfHearingNothingInThisRun() {
    assertThat(question.forgottenAt(NOON)).isEqualTo(NOON.plusSeconds(301));
    assertThat(question.forgottenAt(NOON.plusSeconds(100))).isEqualTo(NOON.plusSeconds(400));
    assertThat(question.touched(NOON.plusSeconds(50), Duration.ofSeconds(10)).forgottenAt(NOON))
        .isEqualTo(NOON.plusSeconds(60));
  }
}
