package dev.vedette.core.window;

import static dev.vedette.core.window.ReadingOutcome.KEPT;
import static dev.vedette.core.window.ReadingOutcome.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.Examples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GivenUpClockTest {
  private final WatchedDevice pump = WatchedDevice.everySecond(3, 2).reads(1_000, 1_001);

  @Test
  void aClockThatIsSetBackMakesItsReadingsLateForAWhileOnly() {
    pump.waits(Duration.ofSeconds(30));
    pump.reads(1);
    assertThat(pump.lastOutcome()).isEqualTo(LATE);
    pump.waits(Duration.ofSeconds(30));
    pump.reads(2);
    assertThat(pump.lastOutcome()).isEqualTo(KEPT);
    assertThat(pump.secondsKept()).containsExactly(2);
    assertThat(pump.lastWindow()).containsExactly(2, 2, 2);
  }

  @Test
  void aReadingInTimeKeepsTheClockAlive() {
    pump.waits(Duration.ofSeconds(30));
    pump.reads(1_002);
    pump.waits(Duration.ofSeconds(59));
    pump.reads(1);
    assertThat(pump.lastOutcome()).isEqualTo(LATE);
  }

  @Test
  void theJobsOwnDowntimeIsNotTheDevicesSilence() {
    pump.waits(Duration.ofHours(9));
    pump.restarts();
    pump.reads(1_002);
    assertThat(pump.lastWindow()).containsExactly(1_000, 1_001, 1_002);
  }

  @Test
  void silenceIsCountedFromTheLastReadingOrTheStart() {
    assertThat(pump.forgottenAt()).isEqualTo(Examples.NOON.plusSeconds(60));
    pump.waits(Duration.ofSeconds(20));
    pump.reads(1_002);
    assertThat(pump.forgottenAt()).isEqualTo(Examples.NOON.plusSeconds(80));
    pump.waits(Duration.ofSeconds(20));
    pump.restarts();
    assertThat(pump.forgottenAt()).isEqualTo(Examples.NOON.plusSeconds(100));
  }
}
