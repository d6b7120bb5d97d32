package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static dev.vedette.flink.Following.DUPLICATE_WINDOW_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a device that is not heard any more ends, and what is left of it. */
class EpisodesOfSilentDevicesTest {
  @Test
  void aDeviceThatFallsSilentEndsItsEpisode() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      int whileOpen = follow.stateEntries();
      follow.passUntil(29_999);
      assertThat(follow.stateEntries()).isEqualTo(whileOpen);
      follow.passUntil(30_000);
      assertThat(follow.stateEntries()).isLessThan(whileOpen);
      follow.seePositive("e-2", 5);
      assertThat(follow.asked()).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void silenceIsCountedFromTheLastEvent() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.passUntil(20_000);
      follow.seePositive("e-2", 5);
      follow.passUntil(49_999);
      follow.seePositive("e-3", 6);
      assertThat(follow.asked()).containsExactly("e-1");
      follow.passUntil(79_999);
      follow.seePositive("e-4", 7);
      assertThat(follow.asked()).containsExactly("e-1", "e-4");
    }
  }

  @Test
  void aClosedEpisodeLeavesNoEmptyMapBehind() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      int whileOpen = follow.stateEntries();
      follow.passUntil(30_000);
      assertThat(follow.stateEntries()).isEqualTo(whileOpen - 1);
    }
  }

  @Test
  void anEpisodeLeavesNothingBehindButWhatTellsDuplicates() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      // The device's clock, its ids with their generation, and the timer that will clear them.
      follow.passUntil(30_000);
      assertThat(follow.stateEntries()).isEqualTo(4);
      follow.passUntil(90_000);
      assertThat(follow.stateEntries()).isEqualTo(3);
      assertThat(follow.timers()).isOne();
      assertThat(follow.eventTimeTimers()).isZero();
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatHasFallenSilent() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive(header("e-2", "door-8", "door", at(0)));
      follow.passUntil(DUPLICATE_WINDOW_MILLIS / 2);
      follow.seeNegative("e-3", 300);
      assertThat(follow.timers()).isEqualTo(2);
      for (long millis = DUPLICATE_WINDOW_MILLIS;
          millis <= 3 * DUPLICATE_WINDOW_MILLIS;
          millis += 10_000) {
        follow.passUntil(millis);
      }
      assertThat(follow.stateEntries()).isZero();
      assertThat(follow.timers()).isZero();
    }
  }
}
