package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class TopicDifferencesTest {
  private static final Map<String, String> SETTINGS =
      Map.of("cleanup.policy", "delete", "retention.ms", "7", "segment.ms", "9");

  private static NewTopic plan(int partitions, Optional<Short> replication) {
    return new NewTopic("t", Optional.of(partitions), replication)
        .configs(Map.of("cleanup.policy", "delete", "retention.ms", "7"));
  }

  private static TopicDescription layout(int partitions) {
    Node node = new Node(1, "broker", 9092);
    return new TopicDescription(
        "t",
        false,
        IntStream.range(0, partitions)
            .mapToObj(i -> new TopicPartitionInfo(i, node, List.of(node), List.of(node)))
            .toList());
  }

  @Test
  void whatIsAsPlannedHasNone() {
    assertThat(TopicDifferences.of(plan(4, Optional.of((short) 1)), layout(4), SETTINGS)).isEmpty();
  }

  @Test
  void whatThePlanLeavesToTheBrokerHasNone() {
    assertThat(TopicDifferences.of(plan(4, Optional.empty()), layout(4), SETTINGS)).isEmpty();
  }

  @Test
  void bothValuesAreNamed() {
    assertThat(
            TopicDifferences.of(
                plan(4, Optional.of((short) 3)),
                layout(2),
                Map.of("cleanup.policy", "compact", "retention.ms", "7")))
        .containsExactly(
            "partitions=2 (plan: 4)",
            "replication=1 (plan: 3)",
            "cleanup.policy=compact (plan: delete)");
  }
}
