package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Examples.negative;
import static dev.vedette.flink.Examples.positive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.QuestionMaker;
import dev.vedette.core.episode.EpisodePolicy;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Judged;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.privacy.PicturePreparer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FollowEpisodesTest {
  /** A gap of ten seconds, silence after thirty, five late. */
  private static final EpisodeSettings SETTINGS =
      new EpisodeSettings(
          EpisodePolicy.DEFAULTS,
          Map.of(
              "window",
              new EpisodePolicy(
                  Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(0))),
          Duration.ofMinutes(10));

  private static final long WINDOW_MILLIS = SETTINGS.duplicateWindow().toMillis();

  private final RegisteredMetrics metrics = new RegisteredMetrics();

  @Test
  void theJobsOwnDowntimeIsNotTheDevicesSilence() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      snapshot = follow.snapshot(1, 1);
    }
    try (var follow = harness(new RegisteredMetrics())) {
      follow.setup();
      follow.setProcessingTime(3_600_000);
      follow.initializeState(snapshot);
      follow.open();
      follow.setProcessingTime(3_600_001);
      see(follow, judged("e-2", 5, positive()));
      assertThat(follow.extractOutputValues()).isEmpty();

      // Only now it has been silent for as long as this run could hear it.
      follow.setProcessingTime(3_630_001);
      see(follow, judged("e-3", 6, positive()));
      assertThat(ids(follow)).containsExactly("e-3");
    }
  }

  @Test
  void aClosedEpisodeLeavesNoEmptyMapBehind() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      int whileOpen = follow.numKeyedStateEntries();
      follow.setProcessingTime(30_000);
      assertThat(follow.numKeyedStateEntries()).isEqualTo(whileOpen - 1);
    }
  }

  @Test
  void anEpisodeIsAskedAboutOnce() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, judged("e-2", 1, positive()));
      see(follow, judged("e-3", 2, positive()));
      assertThat(ids(follow)).containsExactly("e-1");
      Question asked = follow.extractOutputValues().get(0);
      assertThat(asked.episodeId()).isEqualTo("e-1");
      assertThat(asked.deadline()).isEqualTo(at(20));
      assertThat(outcome("repeat")).isEqualTo(2);
      assertThat(metrics.count(MetricNames.EPISODES, MetricNames.LABEL, "out-of-limits")).isOne();
    }
  }

  @Test
  void theGapIsCountedFromTheLastEventOfTheEpisode() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, judged("e-2", 10, positive()));
      see(follow, judged("e-3", 20, positive()));
      see(follow, judged("e-4", 30.001, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-4");
      assertThat(outcome("repeat")).isEqualTo(2);
      assertThat(follow.numProcessingTimeTimers()).isOne();
    }
  }

  @Test
  void aNegativeEventNeitherOpensNorExtends() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-0", 0, negative()));
      see(follow, judged("e-1", 1, positive()));
      see(follow, judged("e-2", 8, negative()));
      see(follow, judged("e-3", 12, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-3");
      assertThat(outcome("rejected")).isEqualTo(2);
    }
  }

  @Test
  void labelsHaveEpisodesOfTheirOwn() throws Exception {
    var other = new Judgement("limits@1", "rules", "person", 1, true);
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, judged("e-2", 1, other));
      see(follow, judged("e-3", 2, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-2");
      assertThat(follow.numProcessingTimeTimers()).isOne();
    }
  }

  @Test
  void devicesHaveEpisodesOfTheirOwn() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, by("door-8", "door", "e-2", 0));
      assertThat(ids(follow)).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void aDeviceThatFallsSilentEndsItsEpisode() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      int whileOpen = follow.numKeyedStateEntries();
      follow.setProcessingTime(29_999);
      assertThat(follow.numKeyedStateEntries()).isEqualTo(whileOpen);
      follow.setProcessingTime(30_000);
      assertThat(follow.numKeyedStateEntries()).isLessThan(whileOpen);
      see(follow, judged("e-2", 5, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-2");
    }
  }

  @Test
  void silenceIsCountedFromTheLastEvent() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      follow.setProcessingTime(20_000);
      see(follow, judged("e-2", 5, positive()));
      follow.setProcessingTime(49_999);
      see(follow, judged("e-3", 6, positive()));
      assertThat(ids(follow)).containsExactly("e-1");
      follow.setProcessingTime(79_999);
      see(follow, judged("e-4", 7, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-4");
    }
  }

  @Test
  void anEpisodeLeavesNothingBehindButWhatTellsDuplicates() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      // The device's clock, its ids with their generation, and the timer that will clear them.
      follow.setProcessingTime(30_000);
      assertThat(follow.numKeyedStateEntries()).isEqualTo(4);
      follow.setProcessingTime(90_000);
      assertThat(follow.numKeyedStateEntries()).isEqualTo(3);
      assertThat(follow.numProcessingTimeTimers()).isOne();
      assertThat(follow.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void anOlderEventWithinTheLatenessBelongsToTheEpisode() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 100, positive()));
      see(follow, judged("e-2", 95, positive()));
      assertThat(ids(follow)).containsExactly("e-1");
      assertThat(outcome("repeat")).isOne();
      assertThat(outcome("late")).isZero();
    }
  }

  @Test
  void anEventBeyondTheLatenessIsLate() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 100, positive()));
      see(follow, judged("e-2", 94.999, positive()));
      assertThat(ids(follow)).containsExactly("e-1");
      assertThat(outcome("late")).isOne();
    }
  }

  @Test
  void aLateNegativeIsJustRejected() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 100, positive()));
      see(follow, judged("e-2", 0, negative()));
      assertThat(outcome("late")).isZero();
      assertThat(outcome("rejected")).isOne();
    }
  }

  @Test
  void aDeviceWhoseClockIsSlowIsNotLate() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 3_600, positive()));
      follow.processWatermark(3_600_000);
      see(follow, by("door-8", "door", "e-2", 10));
      assertThat(ids(follow)).containsExactly("e-1", "e-2");
      assertThat(outcome("late")).isZero();
    }
  }

  @Test
  void aSecondEventOfTheSameIdIsADuplicate() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, judged("e-1", 100, positive()));
      see(follow, judged("e-2", 0, negative()));
      see(follow, judged("e-2", 0, negative()));
      assertThat(ids(follow)).containsExactly("e-1");
      assertThat(outcome("duplicate")).isEqualTo(2);
      assertThat(outcome("rejected")).isOne();
    }
  }

  @Test
  void anIdIsRememberedForTheDuplicateWindowAndAtMostTwiceAsLong() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-0", 0, negative()));
      follow.setProcessingTime(WINDOW_MILLIS - 1);
      see(follow, judged("e-1", 1, positive()));
      follow.setProcessingTime(2 * WINDOW_MILLIS - 1);
      see(follow, judged("e-1", 100, positive()));
      assertThat(ids(follow)).containsExactly("e-1");
      assertThat(outcome("duplicate")).isOne();

      follow.setProcessingTime(3 * WINDOW_MILLIS);
      see(follow, judged("e-1", 200, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-1");
      assertThat(outcome("duplicate")).isOne();
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatHasFallenSilent() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, by("door-8", "door", "e-2", 0));
      follow.setProcessingTime(WINDOW_MILLIS / 2);
      see(follow, judged("e-3", 300, negative()));
      assertThat(follow.numProcessingTimeTimers()).isEqualTo(2);
      for (long millis = WINDOW_MILLIS; millis <= 3 * WINDOW_MILLIS; millis += 10_000) {
        follow.setProcessingTime(millis);
      }
      assertThat(follow.numKeyedStateEntries()).isZero();
      assertThat(follow.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatFellSilentBeforeARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      snapshot = follow.snapshot(1, 1);
    }
    try (var follow = harness(new RegisteredMetrics())) {
      follow.setup();
      follow.setProcessingTime(100 * WINDOW_MILLIS);
      follow.initializeState(snapshot);
      follow.open();
      follow.setProcessingTime(100 * WINDOW_MILLIS + 1);
      assertThat(follow.numProcessingTimeTimers()).isOne();
      follow.setProcessingTime(101 * WINDOW_MILLIS + 1);
      follow.setProcessingTime(102 * WINDOW_MILLIS + 1);
      assertThat(follow.numKeyedStateEntries()).isZero();
      assertThat(follow.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void aCameraWhoseClockStepsBackIsBelievedAgainAfterAWhile() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 1_000_000, positive()));
      for (int i = 1; i < 9; i++) {
        follow.setProcessingTime(i * 10_000L);
        see(follow, judged("back-" + i, i * 10, positive()));
      }
      assertThat(ids(follow)).containsExactly("e-1");
      assertThat(outcome("late")).isEqualTo(8);

      // Three silences without any event in time.
      follow.setProcessingTime(90_000);
      see(follow, judged("back-9", 90, positive()));
      see(follow, judged("back-10", 91, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "back-9");
      assertThat(outcome("late")).isEqualTo(8);
      assertThat(outcome("repeat")).isOne();
    }
  }

  @Test
  void aFrameAheadOfTheBrokersClockDoesNotMakeTheOthersLate() throws Exception {
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, capturedAhead("ahead", 1, 240));
      see(follow, judged("e-2", 2, positive()));
      see(follow, judged("e-3", 13, positive()));
      assertThat(ids(follow)).containsExactly("e-1", "e-3");
      assertThat(outcome("late")).isZero();
      assertThat(outcome("repeat")).isEqualTo(2);
    }
  }

  @Test
  void whatCameInIsTheSumOfItsOutcomesAndOfTheQuestions() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = opened()) {
      seeOneOfEach(follow, 1);
      snapshot = follow.snapshot(1, 1);
      // Lost with the run, and so are its counts.
      seeOneOfEach(follow, 2);
    }
    var later = new RegisteredMetrics();
    try (var follow = harness(later)) {
      follow.initializeState(snapshot);
      follow.open();
      assertThat(later.count(MetricNames.QUESTIONS)).isOne();
      seeOneOfEach(follow, 3);
      assertThat(later.count(MetricNames.QUESTIONS)).isEqualTo(2);
      assertThat(later.count(MetricNames.EVENTS)).isEqualTo(8);
      for (String outcome : List.of("duplicate", "rejected", "repeat", "late")) {
        assertThat(later.count(MetricNames.EVENTS, MetricNames.OUTCOME, outcome)).isEqualTo(2);
      }
    }
  }

  @Test
  void whatEndsAtTheGateOrInItsEpisodeIsCountedByLabelAcrossARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = opened()) {
      seeOneOfEach(follow, 1);
      see(follow, judged("other", 1_003, new Judgement("face@1", "int8", "face", 0.1, false)));
      snapshot = follow.snapshot(1, 1);
    }
    var later = new RegisteredMetrics();
    try (var follow = harness(later)) {
      follow.initializeState(snapshot);
      follow.open();
      assertThat(labelled(later, "rejected", "face")).isOne();
      for (String outcome : List.of("rejected", "repeat", "late")) {
        assertThat(labelled(later, outcome, "out-of-limits")).isOne();
      }
      assertThat(labelled(later, "duplicate", "")).isOne();
    }
  }

  private static long labelled(RegisteredMetrics metrics, String outcome, String label) {
    return metrics.count(
        MetricNames.EVENTS, MetricNames.OUTCOME, outcome, MetricNames.LABEL, label);
  }

  @Test
  void onlyTheQuestionIsTimedAndNotWhatRepeatsIt() throws Exception {
    try (var follow = opened()) {
      follow.setProcessingTime(1_500);
      see(follow, judged("e-1", 1, positive()));
      follow.setProcessingTime(9_000);
      see(follow, judged("e-2", 2, positive()));
      assertThat(metrics.count(MetricNames.EPISODE_WAIT_SECONDS + "_sum")).isEqualTo(500_000);
      assertThat(metrics.count(MetricNames.EPISODE_WAIT_SECONDS + "_bucket")).isOne();
    }
  }

  @Test
  void settingsAreThoseOfTheDeviceClass() throws Exception {
    try (var follow = opened()) {
      see(follow, by("w-1", "window", "e-1", 0));
      see(follow, by("w-1", "window", "e-2", 60));
      assertThat(ids(follow)).containsExactly("e-1");
      see(follow, by("w-1", "window", "e-3", 59));
      assertThat(outcome("late")).isOne();
      int whileOpen = follow.numKeyedStateEntries();
      follow.setProcessingTime(89_999);
      assertThat(follow.numKeyedStateEntries()).isEqualTo(whileOpen);
      follow.setProcessingTime(90_000);
      assertThat(follow.numKeyedStateEntries()).isLessThan(whileOpen);
    }
  }

  @Test
  void aPictureThatCannotBePreparedIsAskedAboutWithoutPayload() throws Exception {
    var broken = new Picture(Picture.Encoding.JPEG, 640, 480, new byte[] {1, 2, 3});
    EventHeader header = judged("e-1", 0, positive()).header();
    try (var follow = opened()) {
      see(follow, Judged.of(Event.ofPicture(header, broken), positive(), START, 5));
      assertThat(ids(follow)).containsExactly("e-1");
      assertThat(follow.extractOutputValues().get(0).hasPayload()).isFalse();
    }
  }

  @Test
  void aPictureLeavesPrepared() throws Exception {
    var rgb = new Picture(Picture.Encoding.RGB8, 64, 32, new byte[64 * 32 * 3]);
    EventHeader header = judged("e-1", 0, positive()).header();
    try (var follow = opened()) {
      see(follow, Judged.of(Event.ofPicture(header, rgb), positive(), START, 5));
      assertThat(follow.extractOutputValues().get(0).picture().width()).isEqualTo(32);
    }
  }

  @Test
  void episodesDuplicatesAndCountsOutliveARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      see(follow, judged("e-2", 1, positive()));
      snapshot = follow.snapshot(1, 1);
    }
    var later = new RegisteredMetrics();
    try (var follow = harness(later)) {
      follow.initializeState(snapshot);
      follow.open();
      see(follow, judged("e-1", 0, positive()));
      see(follow, judged("e-3", 2, positive()));
      assertThat(follow.extractOutputValues()).isEmpty();
      assertThat(later.count(MetricNames.EVENTS, MetricNames.OUTCOME, "duplicate")).isOne();
      assertThat(later.count(MetricNames.EVENTS, MetricNames.OUTCOME, "repeat")).isEqualTo(2);
      assertThat(follow.numProcessingTimeTimers()).isOne();
    }
  }

  @Test
  void timeBeforeTheRestartIsNotSilence() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = opened()) {
      see(follow, judged("e-1", 0, positive()));
      snapshot = follow.snapshot(1, 1);
    }
    try (var follow = harness(new RegisteredMetrics())) {
      follow.setup();
      follow.setProcessingTime(29_999);
      follow.initializeState(snapshot);
      follow.open();
      see(follow, by("door-8", "door", "e-0", 0));
      follow.setProcessingTime(59_998);
      see(follow, judged("e-2", 5, positive()));
      assertThat(ids(follow)).containsExactly("e-0");
    }
  }

  private static void seeOneOfEach(
      KeyedOneInputStreamOperatorTestHarness<String, Judged, Question> follow, int round)
      throws Exception {
    see(follow, judged("first-" + round, round * 1_000, positive()));
    see(follow, judged("first-" + round, round * 1_000, positive()));
    see(follow, judged("repeat-" + round, round * 1_000 + 1, positive()));
    see(follow, judged("none-" + round, round * 1_000 + 2, negative()));
    see(follow, judged("late-" + round, round * 1_000 - 30, positive()));
  }

  /** A reading that the broker appended at a time, from a device whose clock is ahead. */
  private static Judged capturedAhead(String eventId, double appendedSeconds, double ahead) {
    Judged template = judged(eventId, appendedSeconds, positive());
    var header =
        new EventHeader(
            eventId,
            template.header().tenant(),
            template.header().device(),
            template.header().deviceClass(),
            Kind.SENSOR,
            at(appendedSeconds + ahead),
            template.header().origin());
    return new Judged(
        header, template.judgement(), null, template.samples(), template.judgedAt(), 5);
  }

  private long outcome(String outcome) {
    return metrics.count(MetricNames.EVENTS, MetricNames.OUTCOME, outcome);
  }

  private static Judged by(String device, String deviceClass, String eventId, double seconds) {
    Judged template = judged(eventId, seconds, positive());
    var header =
        new EventHeader(
            eventId,
            "acme",
            device,
            deviceClass,
            Kind.SENSOR,
            at(seconds),
            new Origin("events.sensor", 0, 7, at(seconds)));
    return new Judged(
        header, template.judgement(), null, template.samples(), template.judgedAt(), 5);
  }

  private static void see(
      KeyedOneInputStreamOperatorTestHarness<String, Judged, Question> follow, Judged judged)
      throws Exception {
    follow.processElement(judged, judged.header().capturedAt().toEpochMilli());
  }

  private static List<String> ids(
      KeyedOneInputStreamOperatorTestHarness<String, Judged, Question> follow) {
    return follow.extractOutputValues().stream().map(asked -> asked.header().eventId()).toList();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Judged, Question> opened()
      throws Exception {
    var follow = harness(metrics);
    follow.open();
    return follow;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Judged, Question> harness(
      RegisteredMetrics metrics) throws Exception {
    var questions = new QuestionMaker(new PicturePreparer(32, 0.8f), Duration.ofSeconds(20));
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new FollowEpisodes(SETTINGS, questions)),
        judged -> judged.header().deviceKey(),
        Types.STRING,
        metrics.environment());
  }
}
