package dev.vedette.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a deployment needs, and how they are to be kept.
 *
 * <p>The broker stamps the records, because the job compares a device's clock with it.
 */
public final class TopicPlan {
  /** Some time longer than a year of invoices, and a year to roll a release back. */
  private static final Duration LONG_KEPT = Duration.ofDays(400);

  /** From when a question is judged until it is kept in its topic, and a good deal more. */
  private static final Duration UNTIL_KEPT = Duration.ofHours(1);

  /** After which what is too old can be deleted: a topic's newest segment never is. */
  private static final Duration SEGMENT = Duration.ofHours(1);

  /** Above the time for which a job is away and still goes on from its state. */
  private static final Duration REPLACED_ORDERS_KEPT = Duration.ofDays(7);

  private TopicPlan() {}

  /**
   * The topics of a deployment.
   *
   * @param replication empty for the broker's own default
   * @throws InvalidConfigurationException if it does not say how long questions are kept
   */
  public static List<NewTopic> of(
      ReadableConfig config, int partitions, Optional<Short> replication)
      throws InvalidConfigurationException {
    Topics topics = Topics.of(config);
    String largest = String.valueOf(RecordSizes.event(config));
    var plan = new ArrayList<NewTopic>();
    for (String events : topics.events()) {
      plan.add(topic(events, partitions, replication, largest));
    }
    plan.add(topic(topics.verdicts(), partitions, replication, null));
    plan.add(kept(topic(topics.ledger(), partitions, replication, null)));
    plan.add(deferred(config, topics.deferred(), partitions, replication));
    plan.add(topic(topics.deadLetters(), partitions, replication, largest));
    // In one partition, so that whoever reads releases or orders reads them in one order.
    plan.add(compacted(topic(topics.releases(), 1, replication, null)));
    // Orders that were replaced tell a run what one before it may have done.
    plan.add(
        with(
            compacted(topic(topics.control(), 1, replication, null)),
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            String.valueOf(REPLACED_ORDERS_KEPT.toMillis())));
    plan.add(kept(topic(topics.releasesStatus(), 1, replication, null)));
    return List.copyOf(plan);
  }

  /** What has been asked, or is too old for it, makes room: questions hold pictures. */
  private static NewTopic deferred(
      ReadableConfig config, String name, int partitions, Optional<Short> replication)
      throws InvalidConfigurationException {
    NewTopic topic =
        topic(name, partitions, replication, String.valueOf(RecordSizes.deferred(config)));
    Duration kept = RecordAges.deferred(config).plus(UNTIL_KEPT);
    return with(
        with(topic, TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis())),
        TopicConfig.SEGMENT_MS_CONFIG,
        String.valueOf(SEGMENT.toMillis()));
  }

  private static NewTopic kept(NewTopic topic) {
    return with(topic, TopicConfig.RETENTION_MS_CONFIG, String.valueOf(LONG_KEPT.toMillis()));
  }

  private static NewTopic compacted(NewTopic topic) {
    return with(topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  private static NewTopic with(NewTopic topic, String config, String value) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    configs.put(config, value);
    return topic.configs(configs);
  }

  private static NewTopic topic(
      String name, int partitions, Optional<Short> replication, @Nullable String largest) {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    if (largest != null) {
      configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, largest);
    }
    return new NewTopic(name, Optional.of(partitions), replication).configs(configs);
  }
}
