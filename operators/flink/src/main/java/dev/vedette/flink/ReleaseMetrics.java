package dev.vedette.flink;

import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.Tally;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** How releases fared in one subtask. */
final class ReleaseMetrics {
  private final MetricGroup group;
  private final Map<String, Counter> stages = new HashMap<>();
  private final Counter shadowEvents;
  private final Counter shadowDisagreements;
  private long sequence;
  private Tally before = Tally.NONE;

  ReleaseMetrics(MetricGroup group) {
    this.group = group;
    shadowEvents = group.counter(MetricNames.SHADOW_EVENTS);
    shadowDisagreements = group.counter(MetricNames.SHADOW_DISAGREEMENTS);
    group.gauge(MetricNames.RELEASE_SEQUENCE, () -> sequence);
  }

  /** Of the release that serves; 0: the gate that the job was started with. */
  void serves(long sequenceNow) {
    sequence = sequenceNow;
  }

  void count(ReleaseStatus.Stage stage, String reason) {
    stages
        .computeIfAbsent(
            stage + reason,
            key ->
                group
                    .addGroup(MetricNames.STAGE, stage.wireName())
                    .addGroup(MetricNames.REASON, reason)
                    .counter(MetricNames.RELEASES))
        .inc();
  }

  void tried(Tally now) {
    shadowEvents.inc(now.events() - before.events());
    shadowDisagreements.inc(now.disagreements() - before.disagreements());
    before = now;
  }

  /** The next one begins at zero. */
  void trialEnded() {
    before = Tally.NONE;
  }
}
