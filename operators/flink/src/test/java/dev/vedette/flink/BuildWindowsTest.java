package dev.vedette.flink;

import static dev.vedette.flink.Building.SILENCE_MILLIS;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildWindowsTest {
  @Test
  void aWindowLeavesAsTheArrivalOfItsLastReading() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1, 2, 3, 4);
      assertThat(build.windowIds()).containsExactly("pump-7@2.0", "pump-7@3.0", "pump-7@4.0");
      assertThat(build.timestamps()).containsExactly(2_000L, 3_000L, 4_000L);
      Arrival last = build.windows().get(2);
      assertThat(last.event().header()).isEqualTo(header("pump-7@4.0", "pump-7", "pump", at(4)));
      assertThat(last.event().samples().values()).containsExactly(2, 3, 4);
      assertThat(last.event().samples().hertz()).isEqualTo(1);
      assertThat(last.value()).containsExactly(7);
    }
  }

  @Test
  void devicesDoNotMix() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1, 2);
      build.read("pump-8", "pump", 1, 2);
      build.read("pump-7", "pump", 3);
      assertThat(build.lastWindow()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void classesOfDevicesHaveTheirOwnPeriods() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1, 2, 4);
      assertThat(build.lastWindow()).containsExactly(2, 2, 4);
      build.read("door-7", "door", 1, 2, 4);
      assertThat(build.lastWindow()).containsExactly(1, 2, 4);
      assertThat(build.windows().get(build.windows().size() - 1).event().samples().hertz())
          .isZero();
    }
  }

  @Test
  void rowsOfOneRecordAreReadingsAndOnlyTheLastWindowCarriesItsBytes() throws Exception {
    try (var build = Building.opened()) {
      build.read(
          header("e-1", "pump-7", "pump", at(10)),
          new Samples(List.of("bar"), 1, new float[] {1, 2, 3, 4}));
      assertThat(build.windowIds()).containsExactly("e-1~2", "e-1~1", "e-1");
      assertThat(build.windows())
          .extracting(window -> window.value().length)
          .containsExactly(0, 0, 1);
      assertThat(build.windows().get(0).event().header().capturedAt()).isEqualTo(at(8));
      assertThat(build.readings("kept")).isEqualTo(4);
      assertThat(build.stateEntries()).isOne();
    }
  }

  @Test
  void everyReadingHasOneOutcomeAndEveryWindowThatWasDueIsCounted() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 10, 11, 11, 13, 12, 2, 17);
      assertThat(build.readings("kept")).isEqualTo(5);
      assertThat(build.readings("duplicate")).isOne();
      assertThat(build.readings("late")).isOne();
      assertThat(build.windows("complete")).isEqualTo(2);
      assertThat(build.windows("incomplete")).isEqualTo(2);
      assertThat(build.windowIds()).containsExactly("pump-7@11.0", "pump-7@13.0");
    }
  }

  @Test
  void readingsThatNoGateJudgesAreBuriedWholeAndLeaveNoState() throws Exception {
    try (var build = Building.opened()) {
      build.read(
          header("e-1", "pump-7", "pump", at(1)),
          new Samples(List.of("celsius"), 1, new float[] {1, 2}));
      build.read(
          header("e-2", "pump-7", "pump", at(1)),
          new Samples(List.of("bar"), 0, new float[] {1, 2, 3}));
      assertThat(build.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetterReason.WRONG_WINDOW, DeadLetterReason.MALFORMED);
      assertThat(build.deadLetters())
          .allSatisfy(letter -> assertThat(letter.bytes()).containsExactly(7));
      assertThat(build.readings("dead-lettered")).isEqualTo(5);
      assertThat(build.stateEntries()).isZero();
      assertThat(build.timers()).isZero();
    }
  }

  @Test
  void aDeviceIsOneValueAndOneTimer() throws Exception {
    try (var build = Building.opened()) {
      for (int second = 1; second <= 50; second++) {
        build.passUntil(second * 1_000L);
        build.read("pump-7", "pump", second);
      }
      build.read("pump-8", "pump", 1);
      assertThat(build.stateEntries()).isEqualTo(2);
      assertThat(build.timers()).isEqualTo(2);
    }
  }

  @Test
  void nothingIsLeftOfADeviceThatHasFallenSilent() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1);
      build.passUntil(10_000);
      build.read("pump-7", "pump", 2);
      build.passUntil(SILENCE_MILLIS + 9_999);
      assertThat(build.stateEntries()).isOne();
      assertThat(build.timers()).isOne();
      build.passUntil(SILENCE_MILLIS + 10_000);
      assertThat(build.stateEntries()).isZero();
      assertThat(build.timers()).isZero();
    }
  }

  @Test
  void aClockThatWasSetBackIsBelievedAfterASilence() throws Exception {
    try (var build = Building.opened()) {
      build.read("pump-7", "pump", 1_000, 1_001);
      build.passUntil(SILENCE_MILLIS - 1);
      build.read("pump-7", "pump", 1);
      assertThat(build.readings("late")).isOne();
      build.passUntil(SILENCE_MILLIS);
      build.read("pump-7", "pump", 2, 3);
      assertThat(build.lastWindow()).containsExactly(2, 2, 3);
      assertThat(build.timers()).isOne();
    }
  }
}
