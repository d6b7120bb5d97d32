package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpisodesAndLateEventsTest {
  @Test
  void anOlderEventWithinTheLatenessBelongsToTheEpisode() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 100);
      follow.seePositive("e-2", 95);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("repeat")).isOne();
      assertThat(follow.outcome("late")).isZero();
    }
  }

  @Test
  void anEventBeyondTheLatenessIsLate() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 100);
      follow.seePositive("e-2", 94.999);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("late")).isOne();
    }
  }

  @Test
  void aLateNegativeIsJustRejected() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 100);
      follow.seeNegative("e-2", 0);
      assertThat(follow.outcome("late")).isZero();
      assertThat(follow.outcome("rejected")).isOne();
    }
  }

  @Test
  void aDeviceWhoseClockIsSlowIsNotLate() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 3_600);
      follow.watermark(3_600_000);
      follow.seePositive(header("e-2", "door-8", "door", at(10)));
      assertThat(follow.asked()).containsExactly("e-1", "e-2");
      assertThat(follow.outcome("late")).isZero();
    }
  }

  @Test
  void aCameraWhoseClockStepsBackIsBelievedAgainAfterAWhile() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 1_000_000);
      for (int i = 1; i < 9; i++) {
        follow.passUntil(i * 10_000L);
        follow.seePositive("back-" + i, i * 10);
      }
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("late")).isEqualTo(8);

      // Three silences without any event in time.
      follow.passUntil(90_000);
      follow.seePositive("back-9", 90);
      follow.seePositive("back-10", 91);
      assertThat(follow.asked()).containsExactly("e-1", "back-9");
      assertThat(follow.outcome("late")).isEqualTo(8);
      assertThat(follow.outcome("repeat")).isOne();
    }
  }

  @Test
  void aFrameAheadOfTheBrokersClockDoesNotMakeTheOthersLate() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive(header("ahead", "door-7", "door", at(1 + 240), at(1)));
      follow.seePositive("e-2", 2);
      follow.seePositive("e-3", 13);
      assertThat(follow.asked()).containsExactly("e-1", "e-3");
      assertThat(follow.outcome("late")).isZero();
      assertThat(follow.outcome("repeat")).isEqualTo(2);
    }
  }
}
