package dev.vedette.flink;

import dev.vedette.core.brain.Road;
import dev.vedette.core.brain.Roads;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the roads of this process look like. Each subtask shows the same ones: take the maximum, not
 * the sum.
 */
final class RoadMetrics {
  private RoadMetrics() {}

  static void show(Roads roads, MetricGroup group, InstantSource clock) {
    for (Road road : roads.inOrder()) {
      MetricGroup byModel =
          group
              .addGroup(MetricNames.PROVIDER, road.brain().provider())
              .addGroup(MetricNames.MODEL, road.brain().model());
      byModel.gauge(MetricNames.BREAKER_STATE, () -> road.state().breaker().ordinal());
      byModel.gauge(MetricNames.CALL_LIMIT, () -> road.state().limit());
      byModel.gauge(MetricNames.CALL_LIMIT_WANTED, () -> road.state().wanted());
      byModel.gauge(MetricNames.CALL_PAUSE_SECONDS, () -> road.state().pause().toMillis() / 1e3);
      byModel.gauge(MetricNames.CALL_RATE_LIMIT, () -> road.state().callsPerSecond());
      road.brain()
          .pricesAsOf()
          .ifPresent(day -> byModel.gauge(MetricNames.PRICE_AGE_SECONDS, () -> age(day, clock)));
    }
  }

  /** In seconds, from the day's beginning on, as UTC has it. */
  private static long age(LocalDate day, InstantSource clock) {
    return Duration.between(day.atStartOfDay().toInstant(ZoneOffset.UTC), clock.instant())
        .toSeconds();
  }
}
