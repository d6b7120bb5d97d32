package dev.vedette.flink;

import static dev.vedette.flink.Building.SILENCE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowsAfterARestartTest {
  @Test
  void aWindowGoesOnWhereItWas() throws Exception {
    OperatorSubtaskState snapshot;
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1, 2);
      snapshot = build.snapshot();
      build.read("pump-7", "pump", 3); // Lost with the run, and read again.
    }
    try (var build = Building.restored(snapshot, 0)) {
      build.read("pump-7", "pump", 2, 3);
      assertThat(build.lastWindow()).containsExactly(1, 2, 3);
      assertThat(build.windowIds()).containsExactly("pump-7@3.0");
      assertThat(build.readings("duplicate")).isOne();
      assertThat(build.timers()).isOne();
    }
  }

  @Test
  void countsAreThoseOfTheStateAndNotOfTheRun() throws Exception {
    OperatorSubtaskState snapshot;
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 10, 11, 11, 2);
      snapshot = build.snapshot();
      build.read("pump-7", "pump", 12, 13);
    }
    try (var build = Building.restored(snapshot, 0)) {
      build.read("pump-7", "pump", 12);
      assertThat(build.readings("kept")).isEqualTo(3);
      assertThat(build.readings("duplicate")).isOne();
      assertThat(build.readings("late")).isOne();
      assertThat(build.windows("incomplete")).isOne();
      assertThat(build.windows("complete")).isEqualTo(2);
    }
  }

  @Test
  void theJobsOwnDowntimeIsNotTheDevicesSilence() throws Exception {
    long muchLater = 100 * SILENCE_MILLIS;
    try (var build = Building.restored(afterTwoReadings(), muchLater)) {
      build.passUntil(muchLater + 1);
      build.read("pump-7", "pump", 3);
      assertThat(build.lastWindow()).containsExactly(1, 2, 3);
      build.passUntil(muchLater + 1 + SILENCE_MILLIS);
      assertThat(build.stateEntries()).isZero();
      assertThat(build.timers()).isZero();
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatFellSilentBeforeARestart() throws Exception {
    long muchLater = 100 * SILENCE_MILLIS;
    try (var build = Building.restored(afterTwoReadings(), muchLater)) {
      build.passUntil(muchLater + 1);
      assertThat(build.timers()).isOne();
      build.passUntil(muchLater + 2 + SILENCE_MILLIS);
      assertThat(build.stateEntries()).isZero();
      assertThat(build.timers()).isZero();
    }
  }

  @Test
  void devicesGoOnWhereverTheyAreAfterARescaling() throws Exception {
    OperatorSubtaskState snapshot;
    int devices = 20;
    try (var build = Building.opened()) {
      for (int device = 0; device < devices; device++) {
        build.read("pump-" + device, "pump", 1, 2);
      }
      snapshot = build.snapshot();
    }
    List<String> seen = new ArrayList<>();
    int entries = 0;
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var build = Building.half(snapshot, subtask)) {
        entries += build.stateEntries();
        for (int device = 0; device < devices; device++) {
          if (build.owns("pump-" + device)) {
            build.read("pump-" + device, "pump", 3);
            assertThat(build.lastWindow()).containsExactly(1, 2, 3);
            seen.add("pump-" + device);
          }
        }
      }
    }
    assertThat(entries).isEqualTo(devices);
    assertThat(seen).hasSize(devices).doesNotHaveDuplicates();
  }

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void itIsTheSameWhereverStateIsKept(StateBackend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (var build = Building.on(backend, null)) {
      build.read("pump-7", "pump", 1, 3, 2, 4);
      assertThat(build.lastWindow()).containsExactly(2, 3, 4);
      snapshot = build.snapshot();
    }
    try (var build = Building.on(backend, snapshot)) {
      build.read("pump-7", "pump", 4, 6);
      assertThat(build.lastWindow()).containsExactly(4, 4, 6);
      assertThat(build.readings("kept")).isEqualTo(5);
      build.passUntil(SILENCE_MILLIS);
      assertThat(build.timers()).isZero();
    }
  }

  private static OperatorSubtaskState afterTwoReadings() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1, 2);
      return build.snapshot();
    }
  }
}
