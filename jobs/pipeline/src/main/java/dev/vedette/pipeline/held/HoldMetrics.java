package dev.vedette.pipeline.held;

import dev.vedette.flink.MetricNames;
import dev.vedette.flink.RateLimitedLog;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.LoggerFactory;

/** How much is held back for a broker that is slow. */
final class HoldMetrics {
  private final String topic;
  private final RateLimitedLog warnings;

  HoldMetrics(MetricGroup group, String topic, Pump<?> pump) {
    this.topic = topic;
    group.addGroup(MetricNames.TOPIC, topic).gauge(MetricNames.SINK_HELD_BYTES, pump::heldBytes);
    this.warnings =
        new RateLimitedLog(LoggerFactory.getLogger(HoldingSink.class), System::nanoTime);
  }

  void full() {
    warnings.warn(
        "full",
        "Records for topic '"
            + topic
            + "' wait until the broker has taken some, and events behind them: nothing is lost."
            + " Raise the broker's quota for this job's producers, or look at why it is slow.");
  }
}
