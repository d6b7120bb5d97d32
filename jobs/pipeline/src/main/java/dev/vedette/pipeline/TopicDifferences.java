package dev.vedette.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Where a topic that is there differs from the plan, as words for people. What the plan leaves to
 * the broker differs from nothing.
 */
final class TopicDifferences {
  private TopicDifferences() {}

  static List<String> of(NewTopic plan, TopicDescription layout, Map<String, String> settings) {
    List<String> differences = new ArrayList<>();
    int partitions = layout.partitions().size();
    if (plan.numPartitions() != partitions) {
      differences.add("partitions=%d (plan: %d)".formatted(partitions, plan.numPartitions()));
    }
    int copies =
        layout.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
    if (plan.replicationFactor() > 0 && plan.replicationFactor() != copies) {
      differences.add("replication=%d (plan: %d)".formatted(copies, plan.replicationFactor()));
    }
    new TreeMap<>(plan.configs())
        .forEach(
            (name, planned) -> {
              String value = settings.getOrDefault(name, "none");
              if (!planned.equals(value)) {
                differences.add("%s=%s (plan: %s)".formatted(name, value, planned));
              }
            });
    return differences;
  }
}
