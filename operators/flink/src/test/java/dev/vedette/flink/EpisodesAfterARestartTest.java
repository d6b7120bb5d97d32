package dev.vedette.flink;

import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static dev.vedette.flink.Examples.judged;
import static dev.vedette.flink.Following.DUPLICATE_WINDOW_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.gate.Judgement;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class EpisodesAfterARestartTest {
  @Test
  void episodesDuplicatesAndCountsOutliveARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-2", 1);
      snapshot = follow.snapshot();
    }
    try (var follow = Following.restored(snapshot, 0)) {
      follow.seePositive("e-1", 0);
      follow.seePositive("e-3", 2);
      assertThat(follow.questions()).isEmpty();
      assertThat(follow.outcome("duplicate")).isOne();
      assertThat(follow.outcome("repeat")).isEqualTo(2);
      assertThat(follow.timers()).isOne();
    }
  }

  @Test
  void whatCameInIsTheSumOfItsOutcomesAndOfTheQuestions() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = Following.opened()) {
      seeOneOfEach(follow, 1);
      snapshot = follow.snapshot();
      // Lost with the run, and so are its counts.
      seeOneOfEach(follow, 2);
    }
    try (var follow = Following.restored(snapshot, 0)) {
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isOne();
      seeOneOfEach(follow, 3);
      assertThat(follow.metrics.count(MetricNames.QUESTIONS)).isEqualTo(2);
      assertThat(follow.metrics.count(MetricNames.EVENTS)).isEqualTo(8);
      for (String outcome : List.of("duplicate", "rejected", "repeat", "late")) {
        assertThat(follow.outcome(outcome)).isEqualTo(2);
      }
    }
  }

  @Test
  void whatEndsAtTheGateOrInItsEpisodeIsCountedByLabelAcrossARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var follow = Following.opened()) {
      seeOneOfEach(follow, 1);
      follow.see(judged("other", 1_003, new Judgement("face@1", "int8", "face", 0.1, false)));
      snapshot = follow.snapshot();
    }
    try (var follow = Following.restored(snapshot, 0)) {
      assertThat(labelled(follow, "rejected", "face")).isOne();
      for (String outcome : List.of("rejected", "repeat", "late")) {
        assertThat(labelled(follow, outcome, "out-of-limits")).isOne();
      }
      assertThat(labelled(follow, "duplicate", "")).isOne();
    }
  }

  private static long labelled(Following follow, String outcome, String label) {
    return follow.metrics.count(
        MetricNames.EVENTS, MetricNames.OUTCOME, outcome, MetricNames.LABEL, label);
  }

  @Test
  void theJobsOwnDowntimeIsNotTheDevicesSilence() throws Exception {
    try (var follow = Following.restored(afterOneEvent(), 3_600_000)) {
      follow.passUntil(3_600_001);
      follow.seePositive("e-2", 5);
      assertThat(follow.questions()).isEmpty();

      // Only now it has been silent for as long as this run could hear it.
      follow.passUntil(3_630_001);
      follow.seePositive("e-3", 6);
      assertThat(follow.asked()).containsExactly("e-3");
    }
  }

  @Test
  void timeBeforeTheRestartIsNotSilence() throws Exception {
    try (var follow = Following.restored(afterOneEvent(), 29_999)) {
      follow.seePositive(header("e-0", "door-8", "door", at(0)));
      follow.passUntil(59_998);
      follow.seePositive("e-2", 5);
      assertThat(follow.asked()).containsExactly("e-0");
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatFellSilentBeforeARestart() throws Exception {
    try (var follow = Following.restored(afterOneEvent(), 100 * DUPLICATE_WINDOW_MILLIS)) {
      follow.passUntil(100 * DUPLICATE_WINDOW_MILLIS + 1);
      assertThat(follow.timers()).isOne();
      follow.passUntil(101 * DUPLICATE_WINDOW_MILLIS + 1);
      follow.passUntil(102 * DUPLICATE_WINDOW_MILLIS + 1);
      assertThat(follow.stateEntries()).isZero();
      assertThat(follow.timers()).isZero();
    }
  }

  private static OperatorSubtaskState afterOneEvent() throws Exception {
    try (var follow = Following.opened()) {
      follow.seePositive("e-1", 0);
      return follow.snapshot();
    }
  }

  private static void seeOneOfEach(Following follow, int round) throws Exception {
    follow.seePositive("first-" + round, round * 1_000);
    follow.seePositive("first-" + round, round * 1_000);
    follow.seePositive("repeat-" + round, round * 1_000 + 1);
    follow.seeNegative("none-" + round, round * 1_000 + 2);
    follow.seePositive("late-" + round, round * 1_000 - 30);
  }
}
