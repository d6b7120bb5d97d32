package dev.vedette.cli.quickstart;

import dev.vedette.cli.kafka.TopicPlan;
import dev.vedette.pipeline.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a quickstart: those of any deployment, but old frames make room for new ones, or a
 * run without end would fill the disk.
 *
 * <p>Frames only: the ledger is read whole at the end, and all else is small.
 */
final class QuickstartTopics {
  private static final int PARTITIONS = 4;

  /** Of the frames in one partition; up to a segment more are on the disk. */
  static final long FRAMES_KEPT_BYTES = 64L * 1024 * 1024;

  private QuickstartTopics() {}

  static List<NewTopic> of(ReadableConfig config) {
    return TopicPlan.of(config, PARTITIONS, Optional.of((short) 1)).stream()
        .map(topic -> topic.name().equals(Topics.CAMERA) ? bounded(topic) : topic)
        .toList();
  }

  private static NewTopic bounded(NewTopic topic) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    configs.put(TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(FRAMES_KEPT_BYTES));
    return topic.configs(configs);
  }
}
