package dev.vedette.core.episode;

import static dev.vedette.core.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
        .isEqualTo(new FollowedDevice("door", NOON.plusSeconds(4), LATER.plusSeconds(1)));
  }

  @Test
  void anOlderEventKeepsTheClockAlive() {
    assertThat(first.heard("gate", NOON.minusSeconds(4), LATER.plusSeconds(1)))
        .isEqualTo(new FollowedDevice("gate", NOON, LATER.plusSeconds(1)));
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
