package dev.vedette.scenarios.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A second of a run, as it is written down: what came in it, and what there was at its end.
 *
 * @param judgedPerSecond below 0 where a restart went back
 * @param verdictsPerSecond by why the edge gave them, or {@code cloud}
 * @param alerts events that were due in it and on which something was said
 * @param p50Millis until the first word on those; null where there is none
 * @param checkpointCores of the task managers' that threads took which write checkpoints
 * @param stolenMillisPerSecond that a hypervisor took from all cores together
 */
record Row(
    double second,
    String phase,
    double sentPerSecond,
    double judgedPerSecond,
    Map<String, Double> verdictsPerSecond,
    double askedPerSecond,
    long alerts,
    @Nullable Double p50Millis,
    @Nullable Double p99Millis,
    long backlog,
    long pending,
    double residentMegabytes,
    double cpuCores,
    double checkpointCores,
    double stateMegabytes,
    double checkpointSeconds,
    double stolenMillisPerSecond) {
  private static final double MEGABYTE = 1 << 20;

  /** One a look, from the second one on. */
  static List<Row> of(Play play) {
    Map<Long, Histogram> latencies = new HashMap<>();
    for (HeardVerdicts.Alert alert : play.alerts()) {
      latencies
          .computeIfAbsent((long) alert.dueSecond(), second -> new Histogram(2))
          .recordValue(alert.micros());
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < play.samples().size(); i++) {
      Sample now = play.samples().get(i);
      Sample before = play.samples().get(i - 1);
      rows.add(row(before, now, latencies.get((long) before.second())));
    }
    return rows;
  }

  private static Row row(Sample before, Sample now, @Nullable Histogram latency) {
    double seconds = now.second() - before.second();
    Map<String, Double> verdicts = new TreeMap<>();
    now.byReason()
        .forEach(
            (reason, count) ->
                verdicts.put(
                    reason, (count - before.byReason().getOrDefault(reason, 0L)) / seconds));
    return new Row(
        now.second(),
        now.phase(),
        (now.sent() - before.sent()) / seconds,
        (now.judged() - before.judged()) / seconds,
        verdicts,
        (now.asked() - before.asked()) / seconds,
        latency == null ? 0 : latency.getTotalCount(),
        latency == null ? null : latency.getValueAtPercentile(50) / 1e3,
        latency == null ? null : latency.getValueAtPercentile(99) / 1e3,
        now.backlog(),
        now.judged() - now.settled(),
        now.residentBytes() / MEGABYTE,
        // One that was killed takes its time with it.
        Math.max(0, (now.cpuSeconds() - before.cpuSeconds()) / seconds),
        (now.checkpointCpuSeconds() - before.checkpointCpuSeconds()) / seconds,
        now.stateBytes() / MEGABYTE,
        now.checkpointSeconds(),
        (now.stolenMillis() - before.stolenMillis()) / seconds);
  }
}
