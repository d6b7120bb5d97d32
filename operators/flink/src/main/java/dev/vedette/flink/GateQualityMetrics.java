package dev.vedette.flink;

import dev.vedette.core.audit.Estimate;
import dev.vedette.core.audit.GateEvidence;
import dev.vedette.core.audit.GateQuality;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * How good a gate is on the devices of a class, as gauges. It is worked out when somebody looks, on
 * the thread that looks, and not with every event.
 */
final class GateQualityMetrics {
  private final Map<String, GateEvidence> byTenant = new ConcurrentHashMap<>();
  private volatile @Nullable Worked worked;

  private record Worked(GateEvidence of, GateQuality quality) {}

  private GateQualityMetrics() {}

  static GateQualityMetrics show(MetricGroup group, String deviceClass, String gate) {
    var metrics = new GateQualityMetrics();
    MetricGroup labelled =
        group.addGroup(MetricNames.CLASS, deviceClass).addGroup(MetricNames.GATE, gate);
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

  Map<String, GateEvidence> evidence() {
    return byTenant;
  }

  void know(String tenant, UnaryOperator<GateEvidence> more) {
    byTenant.put(tenant, more.apply(byTenant.getOrDefault(tenant, GateEvidence.NONE)));
  }

  private GateQuality quality() {
    GateEvidence now =
        byTenant.values().stream()
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
