package dev.vedette.flink;

import dev.vedette.core.audit.Estimate;
import dev.vedette.core.audit.GateEvidence;
import dev.vedette.core.audit.GateQuality;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * How good a gate is on the devices of a class, as gauges. It is worked out when somebody looks, on
 * the thread that looks, and not with every event.
 */
final class GateQualityMetrics {
  private final Map<Known, GateEvidence> known = new ConcurrentHashMap<>();
  private final MetricGroup labels;
  private volatile @Nullable Worked worked;

  private record Worked(GateEvidence of, GateQuality quality) {}

  /** What is known apart. */
  record Known(long day, String tenant) {}

  private GateQualityMetrics(MetricGroup labels) {
    this.labels = labels;
  }

  static GateQualityMetrics show(MetricGroup group, String deviceClass, String gate) {
    MetricGroup labelled =
        group.addGroup(MetricNames.CLASS, deviceClass).addGroup(MetricNames.GATE, gate);
    var metrics = new GateQualityMetrics(labelled);
    metrics.show(labelled, MetricNames.AUDIT_MISSED_RATIO, GateQuality::missedRatio);
    metrics.show(labelled, MetricNames.GATE_PRECISION, GateQuality::precision);
    metrics.show(labelled, MetricNames.GATE_RECALL, GateQuality::recall);
    return metrics;
  }

  private void show(MetricGroup group, String name, Function<GateQuality, Estimate> measure) {
    show(group, name, MetricNames.ESTIMATE, measure, Estimate::value);
    show(group, name, MetricNames.LOW, measure, Estimate::low);
    show(group, name, MetricNames.HIGH, measure, Estimate::high);
  }

  private void show(
      MetricGroup group,
      String name,
      String bound,
      Function<GateQuality, Estimate> measure,
      ToDoubleFunction<Estimate> value) {
    Gauge<Double> gauge = () -> value.applyAsDouble(measure.apply(quality()));
    group.addGroup(MetricNames.BOUND, bound).gauge(name, gauge);
  }

  Map<Known, GateEvidence> evidence() {
    return known;
  }

  void know(long day, String tenant, UnaryOperator<GateEvidence> more) {
    var of = new Known(day, tenant);
    known.put(of, more.apply(known.getOrDefault(of, GateEvidence.NONE)));
  }

  /** Returns whether nothing is known any more; then nothing is shown either. */
  boolean forgetBefore(long day) {
    known.keySet().removeIf(of -> of.day() < day);
    // Flink has no other way to let go of a metric: without it every version would leave nine.
    if (known.isEmpty() && labels instanceof AbstractMetricGroup<?> group) {
      group.close();
    }
    return known.isEmpty();
  }

  private GateQuality quality() {
    GateEvidence now =
        known.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().tenant(), Map.Entry::getValue, GateEvidence::plus))
            .values()
            .stream()
            .map(GateEvidence::comparable)
            .reduce(GateEvidence.NONE, GateEvidence::plus);
    Worked last = worked;
    if (last == null || !last.of().equals(now)) {
      last = new Worked(now, GateQuality.of(now));
      worked = last;
    }
    return last.quality();
  }
}
