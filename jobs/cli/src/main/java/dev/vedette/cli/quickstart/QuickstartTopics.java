package dev.vedette.cli.quickstart;

import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.TopicPlan;
import dev.vedette.pipeline.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a quickstart: those of any deployment, but what is old makes room for what is new,
 * or a run without end would fill the disk. A dead letter is as large as its frame, and pictures
 * that no gate reads make every frame one.
 *
 * <p>All but the ledger, which is read whole at the end; the cap on calls bounds it.
 */
public final class QuickstartTopics {
  private static final int PARTITIONS = 4;

  /** Of the frames in one partition; up to a segment more are on the disk. */
  static final long FRAMES_KEPT_BYTES = 64L * 1024 * 1024;

  /** Of what comes out, which nobody has to keep up with. */
  private static final long RESULTS_KEPT_BYTES = 16L * 1024 * 1024;

  private QuickstartTopics() {}

  public static List<NewTopic> of(ReadableConfig config) throws InvalidConfigurationException {
    Topics topics = Topics.of(config);
    return TopicPlan.of(config, PARTITIONS, Optional.of((short) 1)).stream()
        .map(topic -> topic.name().equals(topics.ledger()) ? topic : bounded(topic, topics))
        .toList();
  }

  private static NewTopic bounded(NewTopic topic, Topics topics) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    configs.put(
        TopicConfig.RETENTION_BYTES_CONFIG,
        String.valueOf(
            topics.events().contains(topic.name()) ? FRAMES_KEPT_BYTES : RESULTS_KEPT_BYTES));
    return topic.configs(configs);
  }
}
