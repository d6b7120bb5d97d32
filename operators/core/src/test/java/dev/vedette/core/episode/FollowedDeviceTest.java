package dev.vedette.core.episode;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.PastScore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedDeviceTest {
  private static final Instant LATER = NOON.plusSeconds(3_600);

  /** Five seconds late, silence after thirty. */
  private final EpisodePolicy policy = EpisodePolicy.DEFAULTS;

  private final FollowedDevice first = FollowedDevice.first("door", NOON, LATER);

  @Test
  void anEventIsLateBeyondTheLateness() {
    assertThat(first.isLate(NOON.minusSeconds(5), policy)).isFalse();
    assertThat(first.isLate(NOON.minusSeconds(5).minusNanos(1), policy)).isTrue();
  }

  @Test
  void aNewerEventMovesTheClockOn() {
    assertThat(first.heard("door", NOON.plusSeconds(4), LATER.plusSeconds(1)))
        .isEqualTo(
            new FollowedDevice("door", NOON.plusSeconds(4), LATER.plusSeconds(1), List.of()));
  }

  @Test
  void anOlderEventKeepsTheClockAlive() {
    assertThat(first.heard("gate", NOON.minusSeconds(4), LATER.plusSeconds(1)))
        .isEqualTo(new FollowedDevice("gate", NOON, LATER.plusSeconds(1), List.of()));
  }

  @Test
  void theScoresOfALabelAreToldInTheOrderOfTimeUpToTheEventInQuestion() {
    FollowedDevice seen =
        first
            .judged(new SeenScore("face", NOON, 0.1))
            .judged(new SeenScore("face", NOON.plusSeconds(4), 0.9))
            .judged(new SeenScore("person", NOON.plusSeconds(3), 0.5))
            .judged(new SeenScore("face", NOON.plusSeconds(2), 0.4))
            .judged(new SeenScore("face", NOON.plusSeconds(9), 0.2))
            .heard("door", NOON.plusSeconds(9), LATER);
    assertThat(seen.scoresUntil("face", NOON.plusSeconds(4)))
        .containsExactly(
            new PastScore(4_000, 0.1), new PastScore(2_000, 0.4), new PastScore(0, 0.9));
    assertThat(seen.scoresUntil("face", NOON.plusSeconds(62)))
        .containsExactly(
            new PastScore(60_000, 0.4), new PastScore(58_000, 0.9), new PastScore(53_000, 0.2));
  }

  @Test
  void onlyTheLatestScoresAreRemembered() {
    FollowedDevice seen = first;
    for (int i = 0; i < 40; i++) {
      seen = seen.judged(new SeenScore("face", NOON.plusMillis(i), i / 40.0));
    }
    assertThat(seen.scoresUntil("face", NOON.plusSeconds(1))).hasSize(16);
    assertThat(seen.scoresUntil("face", NOON.plusMillis(39)).get(15))
        .isEqualTo(new PastScore(0, 39 / 40.0));
  }

  @Test
  void theClockOutlivesTheSilence() {
    assertThat(first.forgottenAt(LATER.minusSeconds(1), policy)).isEqualTo(LATER.plusSeconds(90));
  }

  @Test
  void timeBeforeTheStartDoesNotAgeTheClock() {
    Instant started = LATER.plusSeconds(600);
    assertThat(first.forgottenAt(started, policy)).isEqualTo(started.plusSeconds(90));
  }
}
