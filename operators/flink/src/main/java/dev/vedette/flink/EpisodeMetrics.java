package dev.vedette.flink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Episodes by label, and how long their first positive events waited to become questions. */
final class EpisodeMetrics {
  private final MetricGroup group;
  private final LatencyHistogram wait;
  private final Map<String, Counter> episodes = new HashMap<>();

  EpisodeMetrics(MetricGroup group) {
    this.group = group;
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
