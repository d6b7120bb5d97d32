package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Roads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoadMetricsTest {
  private final RegisteredMetrics metrics = new RegisteredMetrics();
  private final SlowBrain brain = new SlowBrain();

  @Test
  void aPriceGetsOlderFromTheDayOfItsTableOn() {
    brain.pricesAsOf = Optional.of(LocalDate.of(2026, 11, 27));
    show(Instant.parse("2026-12-27T06:00:00Z"));

    assertThat(
            metrics.gauge(
                MetricNames.PRICE_AGE_SECONDS,
                MetricNames.PROVIDER,
                "simulated",
                MetricNames.MODEL,
                "model-1"))
        .isEqualTo(Duration.ofDays(30).plusHours(6).toSeconds());
  }

  @Test
  void aPriceThatIsInNoTableHasNoAge() {
    show(Instant.EPOCH);

    assertThat(metrics.labelValues(MetricNames.PRICE_AGE_SECONDS, MetricNames.MODEL)).isEmpty();
    assertThat(metrics.labelValues(MetricNames.BREAKER_STATE, MetricNames.MODEL)).hasSize(1);
  }

  private void show(Instant now) {
    RoadMetrics.show(
        new Roads(List.of(new OpenRoad(brain))), metrics.group(), InstantSource.fixed(now));
  }
}
