package dev.vedette.flink;

import java.time.InstantSource;
import org.apache.flink.metrics.MetricGroup;

/**
 * How old what this process knows of the orders is. Each subtask shows the same: take the maximum,
 * not the sum.
 */
final class OrderMetrics {
  private OrderMetrics() {}

  static void show(SharedOrders.Lease board, MetricGroup group, InstantSource clock) {
    group.gauge(
        MetricNames.ORDERS_READ_AGE_SECONDS, () -> board.ageAt(clock.instant()).toMillis() / 1e3);
  }
}
