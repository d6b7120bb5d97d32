package dev.vedette.flink;

import static dev.vedette.flink.Following.DUPLICATE_WINDOW_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpisodesAndDuplicatesTest {
  @Test
  void aSecondEventOfTheSameIdIsADuplicate() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-1", 100);
      follow.seeNegative("e-2", 0);
      follow.seeNegative("e-2", 0);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("duplicate")).isEqualTo(2);
      assertThat(follow.outcome("rejected")).isOne();
    }
  }

  @Test
  void anIdIsRememberedForTheDuplicateWindowAndAtMostTwiceAsLong() throws Exception {
    try (var follow = Following.opened()) {
      follow.seeNegative("e-0", 0);
      follow.passUntil(DUPLICATE_WINDOW_MILLIS - 1);
      follow.seePositive("e-1", 1);
      follow.passUntil(2 * DUPLICATE_WINDOW_MILLIS - 1);
      follow.seePositive("e-1", 100);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("duplicate")).isOne();

      follow.passUntil(3 * DUPLICATE_WINDOW_MILLIS);
      follow.seePositive("e-1", 200);
      assertThat(follow.asked()).containsExactly("e-1", "e-1");
      assertThat(follow.outcome("duplicate")).isOne();
    }
  }

  @Test
  void thousandsOfIdsOfADeviceAreToldApart() throws Exception {
    try (var follow = Following.opened()) {
      for (int i = 0; i < 5_000; i++) {
        follow.seeNegative("e-" + i, i);
      }
      assertThat(follow.outcome("rejected")).isEqualTo(5_000);
      for (int i = 0; i < 5_000; i++) {
        follow.seeNegative("e-" + i, i);
      }
      assertThat(follow.outcome("duplicate")).isEqualTo(5_000);
    }
  }
}
