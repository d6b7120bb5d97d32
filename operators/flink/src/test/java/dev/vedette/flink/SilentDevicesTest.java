package dev.vedette.flink;

import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Devices that were heard, and are no more. */
class SilentDevicesTest {
  /** After which a device is silent. */
  private static final long SILENT_AFTER = Duration.ofMinutes(5).toMillis();

  private static final long AN_HOUR = Duration.ofHours(1).toMillis();

  /** Some of each of two subtasks. */
  private static final List<String> DOORS =
      List.of("door-1", "door-2", "door-3", "door-4", "door-5", "door-6");

  @Test
  void devicesAreCountedByWhenTheyWereHeardLast() throws Exception {
    try (var follow = Following.opened()) {
      hear(follow, "door-1");
      follow.passUntil(SILENT_AFTER - 1);
      hear(follow, "door-2");
      assertThat(known(follow)).isEqualTo(2);
      assertThat(silent(follow)).isZero();
      follow.passUntil(SILENT_AFTER);
      assertThat(silent(follow)).isOne();
      hear(follow, "door-1");
      assertThat(silent(follow)).isZero();
    }
  }

  @Test
  void aDeviceThatDiedJustBeforeARestartIsSilentAfterItAndTheDowntimeDoesNotCount()
      throws Exception {
    OperatorSubtaskState checkpoint;
    try (var follow = Following.opened()) {
      hear(follow, "door-1");
      follow.passUntil(60_000);
      hear(follow, "door-2");
      checkpoint = follow.snapshot();
    }
    try (var follow = Following.restored(checkpoint, AN_HOUR)) {
      assertThat(known(follow)).isEqualTo(2);
      assertThat(silent(follow)).isZero();
      hear(follow, "door-2");
      follow.passUntil(AN_HOUR + SILENT_AFTER - 60_001);
      assertThat(silent(follow)).isZero();
      follow.passUntil(AN_HOUR + SILENT_AFTER - 60_000);
      assertThat(silent(follow)).isOne();
    }
  }

  @Test
  void whatIsSilentStaysSoAcrossRestarts() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var follow = Following.opened()) {
      hear(follow, "door-1");
      follow.passUntil(SILENT_AFTER);
      checkpoint = follow.snapshot();
    }
    try (var follow = Following.restored(checkpoint, AN_HOUR)) {
      assertThat(silent(follow)).isOne();
      checkpoint = follow.snapshot();
    }
    try (var follow = Following.restored(checkpoint, 2 * AN_HOUR)) {
      assertThat(silent(follow)).isOne();
    }
  }

  @Test
  void whereOneSubtaskBecomesTwoEachWatchesItsOwn() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var follow = Following.opened()) {
      for (String door : DOORS) {
        hear(follow, door);
      }
      follow.passUntil(60_000);
      checkpoint = follow.snapshot();
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var follow = Following.rescaled(List.of(checkpoint), subtask, 2, AN_HOUR)) {
        List<String> own = ofSubtask(subtask);
        assertThat(own).isNotEmpty().hasSizeLessThan(DOORS.size());
        assertThat(known(follow)).isEqualTo(own.size());
        hear(follow, own.get(0));
        follow.passUntil(AN_HOUR + SILENT_AFTER - 60_000);
        assertThat(silent(follow)).isEqualTo(own.size() - 1);
      }
    }
  }

  @Test
  void whereTwoSubtasksBecomeOneItWatchesAll() throws Exception {
    OperatorSubtaskState[] checkpoints = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var follow = Following.subtask(subtask, 2, 0)) {
        for (String door : ofSubtask(subtask)) {
          hear(follow, door);
        }
        follow.passUntil(60_000L * subtask);
        checkpoints[subtask] = follow.snapshot();
      }
    }
    try (var follow = Following.rescaled(List.of(checkpoints), 0, 1, AN_HOUR)) {
      assertThat(known(follow)).isEqualTo(DOORS.size());
      follow.passUntil(AN_HOUR + SILENT_AFTER - 60_000);
      assertThat(silent(follow)).isEqualTo(ofSubtask(1).size());
      follow.passUntil(AN_HOUR + SILENT_AFTER);
      assertThat(silent(follow)).isEqualTo(DOORS.size());
    }
  }

  private static List<String> ofSubtask(int subtask) {
    return DOORS.stream().filter(door -> Following.isOf(subtask, 2, door)).toList();
  }

  private static void hear(Following follow, String device) throws Exception {
    follow.seePositive(Examples.header("of-" + device, device, "door", at(0), START));
  }

  private static int known(Following follow) {
    return (int) follow.metrics.gauge(MetricNames.DEVICES);
  }

  private static int silent(Following follow) {
    return (int) follow.metrics.gauge(MetricNames.DEVICES_SILENT);
  }
}
