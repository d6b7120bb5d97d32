package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
  private static Map<String, NewTopic> plan() throws Exception {
    Configuration config = new Configuration();
    config.set(VedetteOptions.TOPIC_PREFIX, "p.");
    return TopicPlan.of(config, 4, Optional.empty()).stream()
        .collect(Collectors.toMap(NewTopic::name, Function.identity()));
  }

  @Test
  void theNewestReleaseOfEachGateIsKeptForEverInOneOrder() throws Exception {
    NewTopic releases = plan().get("p.releases");

    assertThat(releases.numPartitions()).isEqualTo(1);
    assertThat(releases.configs()).containsEntry("cleanup.policy", "compact");
    assertThat(releases.configs()).doesNotContainKey("retention.ms");
  }

  @Test
  void anyQuestionThatMayBeKeptHasRoomHoweverSmallEventsAre() throws Exception {
    Configuration config = new Configuration();
    config.set(VedetteOptions.MAX_PAYLOAD_BYTES, 1_000L);
    NewTopic deferred =
        TopicPlan.of(config, 4, Optional.empty()).stream()
            .filter(topic -> topic.name().equals("deferred"))
            .findFirst()
            .orElseThrow();
    assertThat(deferred.configs())
        .containsEntry("max.message.bytes", String.valueOf((2 << 20) + (64 << 10)));
  }

  @Test
  void aQuestionIsKeptForAsLongAsSomebodyWantsItAnsweredAndHardlyLonger() throws Exception {
    assertThat(plan().get("p.deferred").configs())
        .containsEntry("retention.ms", String.valueOf(Duration.ofHours(7).toMillis()))
        .containsEntry("segment.ms", String.valueOf(Duration.ofHours(1).toMillis()));
  }

  @Test
  void theNewestOrderOfEachScopeIsKeptForEverAndAReplacedOneForAWeek() throws Exception {
    NewTopic control = plan().get("p.control");

    assertThat(control.numPartitions()).isEqualTo(1);
    assertThat(control.configs())
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("min.compaction.lag.ms", String.valueOf(Duration.ofDays(7).toMillis()));
  }

  @Test
  void howReleasesFaredIsKeptForMoreThanAYear() throws Exception {
    NewTopic status = plan().get("p.releases.status");

    assertThat(status.numPartitions()).isEqualTo(1);
    assertThat(status.configs())
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", String.valueOf(Duration.ofDays(400).toMillis()));
  }
}
