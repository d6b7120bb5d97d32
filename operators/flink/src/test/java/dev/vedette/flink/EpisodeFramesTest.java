package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Following.DUPLICATE_WINDOW_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Frame;
import dev.vedette.core.brain.PastScore;
import dev.vedette.core.brain.PicturePolicy;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.Question.Stage;
import dev.vedette.core.control.Mode;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.Point;
import dev.vedette.core.watch.Polygon;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class EpisodeFramesTest {
  /** Two frames of three seconds. */
  private static final PicturePolicy TWO = new PicturePolicy(2, Map.of(), Duration.ofSeconds(3));

  @Test
  void theEpisodeIsAnnouncedAtOnceAndAskedAboutWhenItHasSettled() throws Exception {
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      assertThat(follow.questions()).extracting(Question::stage).containsExactly(Stage.ANNOUNCED);
      see(follow, "e-2", 1, 0.9);
      see(follow, "e-3", 2, 0.7);
      follow.passUntil(2_999);
      assertThat(follow.questions()).hasSize(1);

      follow.passUntil(3_000);
      Question settled = follow.questions().get(1);
      assertThat(settled.stage()).isEqualTo(Stage.SETTLED);
      assertThat(settled.inferenceId()).isEqualTo(follow.questions().get(0).inferenceId());
      assertThat(settled.evidence().frames())
          .extracting(Frame::millis)
          .containsExactly(1_000L, 2_000L);
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isOne();
      assertThat(follow.outcome("repeat")).isEqualTo(2);
    }
  }

  @Test
  void anEventAfterTheTimeEndsItByTheDevicesClock() throws Exception {
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      see(follow, "e-2", 3, 0.9);
      assertThat(follow.questions())
          .extracting(Question::stage)
          .containsExactly(Stage.ANNOUNCED, Stage.SETTLED);
      assertThat(follow.questions().get(1).evidence().frames())
          .extracting(Frame::score)
          .containsExactly(0.6);
      follow.passUntil(10_000);
      assertThat(follow.questions()).hasSize(2);
    }
  }

  @Test
  void soDoesOneThatTheGateFindsNegativeAndOneThatIsAskedAboutByOrder() throws Exception {
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      see(follow, "e-2", 2.9, 0.1);
      assertThat(follow.questions()).hasSize(1);
      see(follow, "e-3", 3, 0.1);
      assertThat(follow.questions())
          .extracting(Question::stage)
          .containsExactly(Stage.ANNOUNCED, Stage.SETTLED);

      see(follow, "e-4", 60, 0.6);
      follow.orders.give("acme", "*", Mode.CLOUD);
      see(follow, "e-5", 63, 0.7);
      assertThat(follow.asked()).containsExactly("e-1", "e-1", "e-4", "e-4", "e-5");
      assertThat(follow.questions().get(3).stage()).isEqualTo(Stage.SETTLED);
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isEqualTo(3);
    }
  }

  @Test
  void aShortlistOfATimeWhenPicturesMightLeaveGetsNoMoreOfThem() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      snapshot = follow.snapshot();
    }
    var none = new PicturePolicy(0, Map.of(), Duration.ofSeconds(3));
    try (var follow = Following.restored(snapshot, 1_000, none)) {
      see(follow, "e-2", 2, 0.9);
      follow.passUntil(3_000);
      assertThat(follow.questions().get(0).evidence().frames())
          .extracting(Frame::score)
          .containsExactly(0.6);
    }
  }

  @Test
  void anEpisodeMayBeDueAgainWhileItSettles() throws Exception {
    try (var follow = Following.askingAgainAfter(Duration.ofSeconds(2), TWO)) {
      see(follow, "e-1", 0, 0.6);
      see(follow, "e-2", 2, 0.7);
      follow.passUntil(10_000);
      assertThat(follow.asked()).containsExactly("e-1", "e-1", "e-2", "e-2");
      assertThat(follow.questions())
          .extracting(Question::stage)
          .containsExactly(Stage.ANNOUNCED, Stage.SETTLED, Stage.ANNOUNCED, Stage.SETTLED);
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isEqualTo(2);
    }
  }

  @Test
  void theNextEpisodeEndsTheSettlingOfTheOneBefore() throws Exception {
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      see(follow, "e-2", 60, 0.9);
      assertThat(follow.asked()).containsExactly("e-1", "e-1", "e-2");
      assertThat(follow.questions())
          .extracting(Question::stage)
          .containsExactly(Stage.ANNOUNCED, Stage.SETTLED, Stage.ANNOUNCED);
    }
  }

  @Test
  void whatWasGatheredOutlivesARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      snapshot = follow.snapshot();
    }
    try (var follow = Following.restored(snapshot, 1_000, TWO)) {
      see(follow, "e-2", 2, 0.9);
      follow.passUntil(3_000);
      assertThat(follow.questions()).extracting(Question::stage).containsExactly(Stage.SETTLED);
      assertThat(follow.questions().get(0).evidence().frames())
          .extracting(Frame::score)
          .containsExactly(0.6, 0.9);
    }
  }

  @Test
  void aFrameFromWhenMoreWasAllowedMakesRoomForOneThatIsAllowed() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.9);
      see(follow, "e-2", 2, 0.9);
      snapshot = follow.snapshot();
    }
    var all = new DeviceScope(DeviceScope.ANY, DeviceScope.ANY, DeviceScope.ANY);
    var left = new Polygon(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0, 1)));
    var masking = new WatchRules(Map.of(all, new WatchRule(null, List.of(left), null, null, null)));
    try (var follow = Following.restored(masking, TWO, snapshot, 1_000)) {
      see(follow, "e-3", 1, 0.6);
      follow.passUntil(3_000);
      assertThat(follow.questions()).extracting(Question::stage).containsExactly(Stage.SETTLED);
      assertThat(follow.questions().get(0).evidence().frames())
          .extracting(Frame::score)
          .containsExactly(0.6);
    }
  }

  @Test
  void whereTheEdgeAnswersByOrderNothingIsGatheredFirst() throws Exception {
    try (var follow = Following.opened(TWO)) {
      follow.orders.give("acme", "*", Mode.EDGE);
      see(follow, "e-1", 0, 0.6);
      assertThat(follow.questions()).extracting(Question::stage).containsExactly(Stage.WHOLE);
      follow.passUntil(3_000);
      assertThat(follow.questions()).hasSize(1);
    }
  }

  @Test
  void nothingOfAPictureStaysOnceItIsAskedAbout() throws Exception {
    try (var follow = Following.opened(TWO)) {
      see(follow, "e-1", 0, 0.6);
      int settling = follow.stateEntries();
      follow.passUntil(3_000);
      assertThat(follow.stateEntries()).isEqualTo(settling - 1);
      follow.passUntil(2 * DUPLICATE_WINDOW_MILLIS);
      follow.passUntil(4 * DUPLICATE_WINDOW_MILLIS);
      assertThat(follow.stateEntries()).isZero();
      assertThat(follow.timers()).isZero();
    }
  }

  @Test
  void aFrameThatCannotBePreparedLeavesTheQuestionToTheOthers() throws Exception {
    try (var follow = Following.opened(TWO)) {
      follow.see(judged("e-1", 0, 0.6, new Picture(Picture.Encoding.JPEG, 9, 9, new byte[] {1})));
      see(follow, "e-2", 1, 0.5);
      follow.passUntil(3_000);
      assertThat(follow.questions().get(1).evidence().frames())
          .extracting(Frame::score)
          .containsExactly(0.5);
    }
  }

  @Test
  void whereNoPictureMayLeaveItIsToldHowTheScoresWent() throws Exception {
    var none = new PicturePolicy(0, Map.of(), Duration.ofSeconds(3));
    try (var follow = Following.opened(none)) {
      see(follow, "e-1", 0, 0.2);
      see(follow, "e-2", 1, 0.8);
      Question asked = follow.questions().get(0);
      assertThat(asked.stage()).isEqualTo(Stage.WHOLE);
      assertThat(asked.evidence().frames()).isEmpty();
      assertThat(asked.evidence().scores())
          .usingRecursiveComparison()
          .isEqualTo(List.of(new PastScore(1_000, 0.2), new PastScore(0, 0.8)));
    }
  }

  @Test
  void anEpisodeThatLastsLongIsAskedAboutAgain() throws Exception {
    try (var follow = Following.askingAgainAfter(Duration.ofSeconds(20))) {
      for (int second = 0; second <= 45; second += 5) {
        follow.seePositive("e-" + second, second);
      }
      assertThat(follow.asked()).containsExactly("e-0", "e-20", "e-40");
      assertThat(follow.questions()).extracting(Question::episodeId).containsOnly("e-0");
      assertThat(follow.questions()).extracting(Question::inferenceId).doesNotHaveDuplicates();
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isEqualTo(3);
      assertThat(follow.outcome("repeat")).isEqualTo(7);
    }
  }

  private static void see(Following follow, String eventId, double seconds, double score)
      throws Exception {
    var picture = new Picture(Picture.Encoding.RGB8, 16, 16, new byte[16 * 16 * 3]);
    follow.see(judged(eventId, seconds, score, picture));
  }

  private static Judged judged(String eventId, double seconds, double score, Picture picture) {
    var judgement = new Judgement("face@1.0.0", "int8", "face", score, score >= 0.5);
    var header =
        new EventHeader(
            eventId,
            "acme",
            "door-7",
            "door",
            Kind.CAMERA,
            at(seconds),
            new Origin("events.camera", 0, 7, at(seconds)));
    return Judged.of(Event.ofPicture(header, picture), judgement, at(seconds), 5);
  }
}
