package dev.vedette.metrics;

import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;

/** A metric of Flink's with the scale it is shown at. */
record RegisteredMetric(Metric metric, Scale scale) {
  /** Whether this is that very object: what a metric calls equal is the user's affair. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(Metric other) {
    return metric == other;
  }

  /** What it reads now, or nothing where that is not a number. */
  Optional<Double> read() {
    if (metric instanceof Counter counter) {
      return Optional.of(scale.apply(counter.getCount()));
    }
    if (metric instanceof Meter meter) {
      return Optional.of(scale.apply(meter.getRate()));
    }
    Object value = metric instanceof Gauge<?> gauge ? gauge.getValue() : null;
    if (value instanceof Boolean bool) {
      return Optional.of(bool ? 1.0 : 0.0);
    }
    return value instanceof Number number ? Optional.of(scale.apply(number)) : Optional.empty();
  }
}
