package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static dev.vedette.flink.Examples.judged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.gate.Judgement;
import org.junit.jupiter.api.Test;

/** Which events belong to one episode. */
class EpisodeBoundsTest {
  @Test
  void anEpisodeIsAskedAboutOnce() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 1);
      follow.seePositive("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-1");
      Question asked = follow.questions().get(0);
      assertThat(asked.episodeId()).isEqualTo("e-1");
      assertThat(asked.deadline()).isEqualTo(at(20));
      assertThat(follow.outcome("repeat")).isEqualTo(2);
      assertThat(follow.metrics.count(MetricNames.EPISODES, MetricNames.LABEL, "out-of-limits"))
          .isOne();
    }
  }

  @Test
  void theGapIsCountedFromTheLastEventOfTheEpisode() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 10);
      follow.seePositive("e-3", 20);
      follow.seePositive("e-4", 30.001);
      assertThat(follow.asked()).containsExactly("e-1", "e-4");
      assertThat(follow.outcome("repeat")).isEqualTo(2);
      assertThat(follow.timers()).isOne();
    }
  }

  @Test
  void aNegativeEventNeitherOpensNorExtends() throws Exception {
    try (var follow = Following.opened()) {
      follow.seeNegative("e-0", 0);
      follow.seePositive("e-1", 1);
      follow.seeNegative("e-2", 8);
      follow.seePositive("e-3", 12);
      assertThat(follow.asked()).containsExactly("e-1", "e-3");
      assertThat(follow.outcome("rejected")).isEqualTo(2);
    }
  }

  @Test
  void labelsHaveEpisodesOfTheirOwn() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.see(judged("e-2", 1, new Judgement("limits@1", "rules", "person", 1, true)));
      follow.seePositive("e-3", 2);
      assertThat(follow.asked()).containsExactly("e-1", "e-2");
      assertThat(follow.timers()).isOne();
    }
  }

  @Test
  void devicesHaveEpisodesOfTheirOwn() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive(header("e-2", "door-8", "door", at(0)));
      assertThat(follow.asked()).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void settingsAreThoseOfTheDeviceClass() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive(header("e-1", "w-1", "window", at(0)));
      follow.seePositive(header("e-2", "w-1", "window", at(60)));
      assertThat(follow.asked()).containsExactly("e-1");
      follow.seePositive(header("e-3", "w-1", "window", at(59)));
      assertThat(follow.outcome("late")).isOne();
      int whileOpen = follow.stateEntries();
      follow.passUntil(89_999);
      assertThat(follow.stateEntries()).isEqualTo(whileOpen);
      follow.passUntil(90_000);
      assertThat(follow.stateEntries()).isLessThan(whileOpen);
    }
  }
}
