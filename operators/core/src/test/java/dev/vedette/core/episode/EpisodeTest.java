package dev.vedette.core.episode;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EpisodeTest {
  private static final Instant LATER = NOON.plusSeconds(3_600);

  /** A gap of ten seconds, silence after thirty. */
  private final EpisodePolicy policy = EpisodePolicy.DEFAULTS;

  private final Episode opened = Episode.opened("e-1", "i-1", NOON, LATER);

  @Test
  void itReachesAsFarAsTheQuietGap() {
    assertThat(opened.reaches(NOON.plusSeconds(10), policy)).isTrue();
    assertThat(opened.reaches(NOON.plusSeconds(10).plusNanos(1), policy)).isFalse();
  }

  @Test
  void whatIsOlderBelongsToIt() {
    assertThat(opened.reaches(NOON.minusSeconds(5), policy)).isTrue();
  }

  @Test
  void aNewerEventMovesTheEnd() {
    Episode longer = opened.extended(NOON.plusSeconds(4), LATER.plusSeconds(1));
    assertThat(longer)
        .isEqualTo(
            new Episode("e-1", NOON, NOON.plusSeconds(4), 2, NOON, "i-1", 1, LATER.plusSeconds(1)));
  }

  @Test
  void anOlderEventMovesTheBeginningAndNotTheEnd() {
    Episode longer = opened.extended(NOON.minusSeconds(4), LATER.plusSeconds(1));
    assertThat(longer)
        .isEqualTo(
            new Episode(
                "e-1", NOON.minusSeconds(4), NOON, 2, NOON, "i-1", 1, LATER.plusSeconds(1)));
  }

  @Test
  void silenceIsCountedFromTheLastTouch() {
    assertThat(opened.silentAt(LATER.minusSeconds(1), policy)).isEqualTo(LATER.plusSeconds(30));
  }

  @Test
  void timeBeforeTheStartIsNotSilence() {
    Instant started = LATER.plusSeconds(600);
    assertThat(opened.silentAt(started, policy)).isEqualTo(started.plusSeconds(30));
  }

  @Test
  void aLongOneIsDueAgainCountedFromTheEventThatWasAskedAboutLast() {
    var insistent =
        new EpisodePolicy(
            policy.quietGap(), policy.silence(), policy.allowedLateness(), Duration.ofMinutes(1));
    assertThat(opened.isDueAgain(NOON.plusSeconds(3_600), policy)).isFalse();
    assertThat(opened.isDueAgain(NOON.plusSeconds(59), insistent)).isFalse();
    assertThat(opened.isDueAgain(NOON.plusSeconds(60), insistent)).isTrue();
    Episode again = opened.askedAgain("i-2", NOON.plusSeconds(61));
    assertThat(again.isDueAgain(NOON.plusSeconds(120), insistent)).isFalse();
    assertThat(again.isDueAgain(NOON.plusSeconds(121), insistent)).isTrue();
    assertThatThrownBy(
            () ->
                new EpisodePolicy(
                    policy.quietGap(), policy.silence(), policy.allowedLateness(), Duration.ZERO))
        .hasMessage("askAgain <= 0: PT0S");
  }

  @Test
  void repeatsAreOfTheQuestionThatWasAskedLast() {
    Episode twice = opened.extended(NOON, LATER).extended(NOON, LATER);
    assertThat(twice.repeats()).isEqualTo(2);
    Episode again = twice.extended(NOON, LATER).askedAgain("i-2", NOON);
    assertThat(again.repeats()).isZero();
    assertThat(again.extended(NOON, LATER).inferenceId()).isEqualTo("i-2");
    assertThat(again.events()).isEqualTo(4);
  }

  @Test
  void aPolicyThatCannotBeKeptIsRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new EpisodePolicy(Duration.ZERO, second, Duration.ZERO))
        .hasMessage("quietGap <= 0: PT0S");
    assertThatThrownBy(() -> new EpisodePolicy(second, Duration.ZERO, Duration.ZERO))
        .hasMessage("silence <= 0: PT0S");
    assertThatThrownBy(() -> new EpisodePolicy(second, second, second.plusNanos(1)))
        .hasMessage("allowedLateness is not in 0..quietGap (PT1S): PT1.000000001S");
    assertThatThrownBy(() -> new EpisodePolicy(second, second, second.negated()))
        .hasMessageContaining("allowedLateness");
    assertThat(new EpisodePolicy(second, second, second).allowedLateness()).isEqualTo(second);
  }
}
