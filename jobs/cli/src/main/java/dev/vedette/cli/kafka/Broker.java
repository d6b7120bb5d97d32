package dev.vedette.cli.kafka;

import static java.util.Objects.requireNonNull;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaAdmin;
import dev.vedette.pipeline.UnusableBrokerException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** A broker that answered when it was asked, and what can be asked of it. */
public final class Broker implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int LOOKS = 5;

  private final KafkaAdmin kafka;

  private Broker(KafkaAdmin kafka) {
    this.kafka = kafka;
  }

  /** Returns once the broker has answered. */
  public static Broker reach(ReadableConfig config)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    try {
      return new Broker(KafkaAdmin.reach(config));
    } catch (UnusableBrokerException e) {
      throw failed(e);
    }
  }

  /**
   * Refuses to go on without these topics. One that was made a moment ago may not have come around
   * among the brokers yet.
   */
  public void require(Collection<String> topics)
      throws FailedCommandException, InterruptedException {
    List<String> missing = missing(topics);
    for (int look = 1; look < LOOKS && !missing.isEmpty(); look++) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      missing = missing(topics);
    }
    if (!missing.isEmpty()) {
      throw new FailedCommandException(
          "%s has no topic %s: 'vedette topics create' makes them"
              .formatted(kafka.bootstrap(), String.join(", ", missing)));
    }
  }

  private List<String> missing(Collection<String> topics)
      throws FailedCommandException, InterruptedException {
    Collection<String> there = answer(kafka::names);
    return topics.stream().filter(topic -> !there.contains(topic)).toList();
  }

  /**
   * Refuses to go on with a topic that forgets the last record of a key, or that has no one order:
   * made by hand, or by a broker that makes topics by itself.
   */
  public void requireCompacted(String topic) throws FailedCommandException, InterruptedException {
    String policy = setting(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
    TopicDescription layout =
        requireNonNull(answer(() -> kafka.layouts(List.of(topic))).get(topic));
    int partitions = layout.partitions().size();
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT) || partitions != 1) {
      throw new FailedCommandException(
          "%s has cleanup.policy=%s and %d partition(s), and would lose orders: it must be compact with 1. Delete it, let 'vedette topics create' make it, and give the orders again"
              .formatted(topic, policy, partitions));
    }
  }

  /** Refuses to go on with a topic that deletes its records before their time. */
  public void requireKept(String topic, Duration time)
      throws FailedCommandException, InterruptedException {
    long millis = Long.parseLong(setting(topic, TopicConfig.RETENTION_MS_CONFIG));
    if (millis >= 0 && millis < time.toMillis()) {
      throw new FailedCommandException(
          "%s has retention.ms=%d, and would lose questions that are kept for %s: set it to %d at least (kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config retention.ms=%d), or lower vedette.deferred.max-age"
              .formatted(
                  topic,
                  millis,
                  TimeUtils.formatWithHighestUnit(time),
                  time.toMillis(),
                  topic,
                  time.toMillis()));
    }
  }

  private String setting(String topic, String name)
      throws FailedCommandException, InterruptedException {
    Map<String, String> settings =
        requireNonNull(answer(() -> kafka.settings(List.of(topic))).get(topic));
    return requireNonNull(settings.get(name));
  }

  /** Creates what is missing; true for what was made, false for what was there and is untouched. */
  public Map<String, Boolean> create(List<NewTopic> topics)
      throws FailedCommandException, InterruptedException {
    return answer(() -> kafka.create(topics));
  }

  @Override
  public void close() {
    kafka.close();
  }

  private interface Question<T> {
    T ask() throws UnusableBrokerException, InterruptedException;
  }

  private static <T> T answer(Question<T> question)
      throws FailedCommandException, InterruptedException {
    try {
      return question.ask();
    } catch (UnusableBrokerException e) {
      throw failed(e);
    }
  }

  private static FailedCommandException failed(UnusableBrokerException e) {
    return new FailedCommandException(String.valueOf(e.getMessage()), e);
  }
}
