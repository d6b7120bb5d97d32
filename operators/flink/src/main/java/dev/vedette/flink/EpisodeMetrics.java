package dev.vedette.flink;

import dev.vedette.core.episode.DeviceWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Episodes by label, how long their first positive events waited to become questions, and the
 * devices that they are of.
 */
final class EpisodeMetrics {
  private final MetricGroup group;
  private final LatencyHistogram wait;
  private final Map<String, Counter> episodes = new HashMap<>();

  EpisodeMetrics(MetricGroup group, DeviceWatch devices) {
    this.group = group;
    group.gauge(MetricNames.DEVICES, devices::known);
    group.gauge(MetricNames.DEVICES_SILENT, () -> devices.silent(Instant.now()));
    this.wait = new LatencyHistogram(group, MetricNames.EPISODE_WAIT_SECONDS);
  }

  /** An episode was opened, and its question leaves now. */
  void opened(String label, Duration sinceFirstPositive) {
    wait.observeMicros(Math.max(0, sinceFirstPositive.toNanos() / 1_000));
    episodes
        .computeIfAbsent(
            label, l -> group.addGroup(MetricNames.LABEL, l).counter(MetricNames.EPISODES))
        .inc();
  }
}
