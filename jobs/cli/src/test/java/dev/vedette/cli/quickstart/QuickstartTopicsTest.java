package dev.vedette.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.pipeline.TopicPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class QuickstartTopicsTest {
  private static Map<String, Map<String, String>> configs(List<NewTopic> topics) {
    Map<String, Map<String, String>> configs = new HashMap<>();
    topics.forEach(topic -> configs.put(topic.name(), topic.configs()));
    return configs;
  }

  @Test
  void whatIsOldMakesRoomForWhatIsNew() throws Exception {
    Map<String, Map<String, String>> topics = configs(QuickstartTopics.of(new Configuration()));

    assertThat(topics.get("events.camera")).containsEntry("retention.bytes", "67108864");
    assertThat(topics.get("dead-letters")).containsEntry("retention.bytes", "16777216");
    assertThat(topics.get("verdicts")).containsEntry("retention.bytes", "16777216");
    topics.remove("ledger");
    assertThat(topics.values()).allMatch(config -> config.containsKey("retention.bytes"));
  }

  @Test
  void theLedgerIsKeptWholeBecauseTheReportReadsAllOfIt() throws Exception {
    Map<String, Map<String, String>> topics = configs(QuickstartTopics.of(new Configuration()));

    assertThat(topics.get("ledger")).doesNotContainKey("retention.bytes");
  }

  @Test
  void onSomebodysOwnBrokerItsDefaultsCount() throws Exception {
    List<NewTopic> own = TopicPlan.of(new Configuration(), 4, Optional.empty());

    assertThat(configs(own).values()).noneMatch(config -> config.containsKey("retention.bytes"));
  }
}
