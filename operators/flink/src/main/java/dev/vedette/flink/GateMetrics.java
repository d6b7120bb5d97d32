package dev.vedette.flink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the gate did, how long it took, and which variant of it serves. */
final class GateMetrics {
  private final LatencyHistogram seconds;
  private final Counter batches;

  GateMetrics(MetricGroup group, OpenedGate opened) {
    seconds = new LatencyHistogram(group, MetricNames.GATE_SECONDS);
    batches = group.counter(MetricNames.GATE_BATCHES);
    group
        .addGroup(MetricNames.GATE, opened.name())
        .addGroup(MetricNames.VARIANT, opened.variant())
        .gauge(MetricNames.GATE_INFO, () -> 1);
    opened
        .refusals()
        .forEach(
            (variant, reason) ->
                group
                    .addGroup(MetricNames.VARIANT, variant)
                    .addGroup(MetricNames.REASON, reason)
                    .counter(MetricNames.GATE_VARIANT_REFUSED)
                    .inc());
  }

  void judged(long gateMicros) {
    seconds.observeMicros(gateMicros);
  }

  void batchDone() {
    batches.inc();
  }
}
