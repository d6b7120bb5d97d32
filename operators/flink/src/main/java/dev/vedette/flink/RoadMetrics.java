package dev.vedette.flink;

import dev.vedette.core.brain.Road;
import dev.vedette.core.brain.Roads;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the roads of this process look like. Each subtask shows the same ones: take the maximum, not
 * the sum.
 */
final class RoadMetrics {
  private RoadMetrics() {}

  static void show(Roads roads, MetricGroup group) {
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
    }
  }
}
