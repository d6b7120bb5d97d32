package dev.vedette.pipeline.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomPatienceTest {
  @ParameterizedTest
  @CsvSource({"800, PT0.04S", "40000, PT2S", "250000, PT3S"})
  void aRecordWaitsAsLongAsASlowBrokerNeedsForItAndThreeSecondsAtMost(long bytes, Duration waited) {
    assertThat(RoomPatience.nanos(bytes)).isEqualTo(waited.toNanos());
  }
}
