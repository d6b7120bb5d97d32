package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.control.Mode;
import dev.vedette.core.money.Repeats;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many events an answer stands for is told once its episode is over. */
class RepeatsOfEpisodesTest {
  @Test
  void repeatsAreToldWhenTheDeviceFallsSilent() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 1);
      follow.seePositive("e-3", 2);
      assertThat(follow.repeats()).isEmpty();
      follow.passUntil(Duration.ofMinutes(5).toMillis());
      assertThat(follow.repeats()).containsExactly(new Repeats(inference(follow, 0), 2));
    }
  }

  @Test
  void theNextEpisodeEndsTheOneBefore() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 1);
      follow.seePositive("e-3", 60);
      assertThat(follow.repeats()).containsExactly(new Repeats(inference(follow, 0), 1));
      follow.passUntil(Duration.ofMinutes(5).toMillis());
      assertThat(follow.repeats())
          .containsExactly(
              new Repeats(inference(follow, 0), 1), new Repeats(inference(follow, 1), 0));
    }
  }

  @Test
  void ofALongEpisodeEachQuestionHasItsOwn() throws Exception {
    try (var follow = Following.askingAgainAfter(Duration.ofSeconds(10))) {
      for (int second = 0; second <= 15; second++) {
        follow.seePositive("e-" + second, second);
      }
      assertThat(follow.asked()).containsExactly("e-0", "e-10");
      follow.passUntil(Duration.ofMinutes(5).toMillis());
      assertThat(follow.repeats())
          .containsExactly(
              new Repeats(inference(follow, 0), 9), new Repeats(inference(follow, 1), 5));
    }
  }

  @Test
  void whatIsAskedAboutForItselfIsRepeatedByNothing() throws Exception {
    try (var follow = Following.opened()) {
      follow.orders.give("acme", "door", Mode.CLOUD);
      follow.seePositive("e-1", 0);
      follow.seeNegativeShown("e-2", 1);
      assertThat(follow.repeats()).containsExactly(new Repeats(inference(follow, 0), 0));
    }
  }

  @Test
  void repeatsGoOnBeingCountedAfterARestart() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 1);
      try (var later = Following.restored(follow.snapshot(), at(2).toEpochMilli())) {
        later.seePositive("e-3", 2);
        later.seePositive("e-4", 60);
        assertThat(later.repeats()).containsExactly(new Repeats(inference(follow, 0), 2));
      }
    }
  }

  private static String inference(Following follow, int number) {
    Question asked = follow.questions().get(number);
    return asked.inferenceId();
  }
}
