package dev.vedette.flink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.jspecify.annotations.Nullable;

/** What the gate did, how long it took, and which variant of it serves. */
final class GateMetrics {
  private final MetricGroup group;
  private final LatencyHistogram seconds;
  private final Counter batches;
  private final Map<String, Counter> refusals = new HashMap<>();
  private @Nullable MetricGroup serving;

  GateMetrics(MetricGroup group) {
    this.group = group;
    seconds = new LatencyHistogram(group, MetricNames.GATE_SECONDS);
    batches = group.counter(MetricNames.GATE_BATCHES);
  }

  /** Shows the gate that serves from now on, and no longer the one before. */
  void serves(OpenedGate opened) {
    // Flink has no other way to let go of a metric: without it every release would leave one.
    if (serving instanceof AbstractMetricGroup<?> before) {
      before.close();
    }
    serving =
        group
            .addGroup(MetricNames.GATE, opened.name() + '@' + opened.version())
            .addGroup(MetricNames.VARIANT, opened.variant());
    serving.gauge(MetricNames.GATE_INFO, () -> 1);
    opened
        .refusals()
        .forEach(
            (variant, reason) ->
                refusals
                    .computeIfAbsent(variant + '/' + reason, key -> refused(variant, reason))
                    .inc());
  }

  private Counter refused(String variant, String reason) {
    return group
        .addGroup(MetricNames.VARIANT, variant)
        .addGroup(MetricNames.REASON, reason)
        .counter(MetricNames.GATE_VARIANT_REFUSED);
  }

  void judged(long gateMicros) {
    seconds.observeMicros(gateMicros);
  }

  void batchDone() {
    batches.inc();
  }
}
