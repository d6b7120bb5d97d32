package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Examples.positive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.control.Mode;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.core.privacy.PreparedPicture;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.LeastSize;
import dev.vedette.core.watch.Point;
import dev.vedette.core.watch.Polygon;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import dev.vedette.core.week.Schedule;
import dev.vedette.core.week.WeekHours;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which events count for an episode: harness time begins on a Thursday at 00:00 UTC. */
class EpisodesByRuleTest {
  private static final WatchRules FACES_ONLY =
      doors(new WatchRule(null, null, Set.of("face"), null, null));

  private static final WatchRules FROM_ONE_O_CLOCK =
      doors(
          new WatchRule(
              null,
              null,
              null,
              new Schedule(List.of(WeekHours.parse("thu 01:00-02:00")), ZoneOffset.UTC),
              null));

  private static final WatchRules NO_CATS =
      doors(new WatchRule(null, null, null, null, null, new LeastSize(0, 0.25)));

  private static WatchRules doors(WatchRule rule) {
    return new WatchRules(Map.of(new DeviceScope(DeviceScope.ANY, "door", DeviceScope.ANY), rule));
  }

  @Test
  void anotherLabelEndsHereCounted() throws Exception {
    try (var follow = Following.opened(FACES_ONLY)) {
      follow.seePositive("e-1", 0);
      follow.see(judged("e-2", 1, new Judgement("face@1", "int8", "face", 0.9, true)));
      assertThat(follow.asked()).containsExactly("e-2");
      assertThat(follow.ignored("label")).isOne();
    }
  }

  @Test
  void whatIsTooSmallOpensNoEpisodeAndWhatIsLargeEnoughDoes() throws Exception {
    try (var follow = Following.opened(NO_CATS)) {
      follow.see(judged("e-1", 0, positive().at(new Region(0, 0.8, 0.5, 1))));
      follow.see(judged("e-2", 1, positive().at(new Region(0, 0.5, 0.1, 1))));
      follow.see(judged("e-3", 2, positive().at(new Region(0, 0.8, 0.5, 1))));
      follow.see(judged("e-4", 3, positive()));
      assertThat(follow.asked()).containsExactly("e-2");
      assertThat(follow.ignored("size")).isEqualTo(2);
      assertThat(follow.outcome("repeat")).as("of unknown size").isOne();
    }
  }

  @Test
  void aRuleIsForItsDevicesAlone() throws Exception {
    try (var follow = Following.opened(FACES_ONLY)) {
      follow.seePositive(Examples.header("e-1", "window-1", "window", at(0)));
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.outcome("ignored")).isZero();
    }
  }

  @Test
  void whatHappensOutsideOfTheHoursOpensNoEpisode() throws Exception {
    try (var follow = Following.opened(FROM_ONE_O_CLOCK)) {
      follow.seePositive("e-1", 3_598);
      follow.seePositive("e-2", 3_600);
      follow.seePositive("e-3", 3_601);
      assertThat(follow.asked()).containsExactly("e-2");
      assertThat(follow.ignored("hours")).isOne();
      assertThat(follow.outcome("repeat")).isOne();
    }
  }

  @Test
  void anEpisodeIsNotGoneOnWithAfterTheHours() throws Exception {
    try (var follow = Following.opened(FROM_ONE_O_CLOCK)) {
      follow.seePositive("e-1", 7_199);
      follow.seePositive("e-2", 7_200);
      assertThat(follow.asked()).containsExactly("e-1");
      assertThat(follow.ignored("hours")).isOne();
    }
  }

  @Test
  void inCloudModeTheRulesHoldToo() throws Exception {
    try (var follow = Following.opened(FROM_ONE_O_CLOCK)) {
      follow.orders.give("acme", "door", Mode.CLOUD);
      follow.seePositive("e-1", 0);
      follow.seeNegativeShown("e-2", 1);
      follow.seePositive("e-3", 3_600);
      follow.seeNegativeShown("e-4", 3_601);
      assertThat(follow.asked()).containsExactly("e-3", "e-4");
      assertThat(follow.ignored("hours")).isEqualTo(2);
    }
  }

  @Test
  void whatIsNegativeDuplicateOrLateIsNotCountedAsIgnored() throws Exception {
    try (var follow = Following.opened(FACES_ONLY)) {
      follow.seeNegative("e-1", 60);
      follow.seePositive("e-1", 60);
      follow.seePositive("e-2", 0);
      assertThat(follow.outcome("rejected")).isOne();
      assertThat(follow.outcome("duplicate")).isOne();
      assertThat(follow.outcome("late")).isOne();
      assertThat(follow.outcome("ignored")).isZero();
    }
  }

  @Test
  void aQuestionShowsTheZonesOfItsDeviceAlone() throws Exception {
    var leftHalf =
        new Polygon(
            List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)));
    try (var follow =
        Following.opened(doors(new WatchRule(List.of(leftHalf), null, null, null, null)))) {
      var picture = new Picture(Picture.Encoding.RGB8, 32, 16, new byte[32 * 16 * 3]);
      follow.see(
          Judged.of(Event.ofPicture(Examples.header("e-1", at(0)), picture), positive(), at(0), 5));
      assertThat(shown(follow).width()).isEqualTo(16);
      assertThat(shown(follow).height()).isEqualTo(16);
    }
  }

  private static PreparedPicture shown(Following follow) {
    return follow.questions().get(0).evidence().frames().get(0).picture();
  }

  @Test
  void ignoredEventsAreConservedAcrossARestart() throws Exception {
    try (var follow = Following.opened(FACES_ONLY)) {
      follow.seePositive("e-1", 0);
      try (var restored = Following.restored(FACES_ONLY, follow.snapshot(), 0)) {
        restored.seePositive("e-2", 1);
        assertThat(restored.ignored("label")).isEqualTo(2);
        assertThat(restored.metrics.count(MetricNames.EVENTS)).isEqualTo(2);
      }
    }
  }
}
