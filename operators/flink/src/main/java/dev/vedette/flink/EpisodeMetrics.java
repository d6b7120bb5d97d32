package dev.vedette.flink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Episodes by label, and how long a positive event waited to be placed in one. */
final class EpisodeMetrics {
  private final MetricGroup group;
  private final LatencyHistogram wait;
  private final Map<String, Counter> episodes = new HashMap<>();

  EpisodeMetrics(MetricGroup group) {
    this.group = group;
    this.wait = new LatencyHistogram(group, MetricNames.EPISODE_WAIT_SECONDS);
  }

  void waited(Duration wait) {
    this.wait.observeMicros(Math.max(0, wait.toNanos() / 1_000));
  }

  void opened(String label) {
    episodes
        .computeIfAbsent(
            label, l -> group.addGroup(MetricNames.LABEL, l).counter(MetricNames.EPISODES))
        .inc();
  }
}
