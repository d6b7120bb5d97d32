package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Devices that were heard, and are no more. */
class SilentDevicesTest {
  @Test
  void devicesAreCountedByWhenTheyWereHeardLast() throws Exception {
    try (var follow = Following.opened()) {
      follow.passUntil(Instant.now().toEpochMilli());
      follow.seePositive(Examples.header("e-1", "door-1", "door", Instant.now()));
      follow.seePositive(Examples.header("e-2", "door-2", "door", Instant.now()));
      assertThat(follow.metrics.gauge(MetricNames.DEVICES)).isEqualTo(2);
      assertThat(follow.metrics.gauge(MetricNames.DEVICES_SILENT)).isEqualTo(0);
    }
  }

  /** By the task's clock, which in a test without more stands at its beginning. */
  @Test
  void aDeviceThatWasHeardLongAgoIsSilentUntilNobodyExpectsIt() throws Exception {
    try (var follow = Following.opened()) {
      long now = Instant.now().toEpochMilli();
      follow.passUntil(now - 600_000);
      follow.seePositive(Examples.header("e-1", "door-1", "door", Instant.now()));
      follow.passUntil(now);
      follow.seePositive(Examples.header("e-2", "door-2", "door", Instant.now()));
      assertThat(follow.metrics.gauge(MetricNames.DEVICES_SILENT)).isEqualTo(1);
    }
  }
}
