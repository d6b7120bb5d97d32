package dev.vedette.cli.kafka;

import static java.util.Objects.requireNonNull;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** A broker that answered when it was asked, and what can be asked of it. */
public final class Broker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int LOOKS = 5;

  private final String bootstrap;
  private final Admin admin;

  private Broker(String bootstrap, Admin admin) {
    this.bootstrap = bootstrap;
    this.admin = admin;
  }

  /** Returns once the broker has answered. */
  public static Broker reach(ReadableConfig config)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(config));
    String patience = String.valueOf(PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    String bootstrap = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    Broker broker;
    try {
      broker = new Broker(bootstrap, Admin.create(properties));
    } catch (KafkaException e) {
      throw new FailedCommandException(
          "no connection to %s can be made with these settings: %s".formatted(bootstrap, last(e)),
          e);
    }
    try {
      broker.answer(broker.admin.describeCluster().nodes());
      return broker;
    } catch (FailedCommandException | InterruptedException e) {
      broker.close();
      throw e;
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
              .formatted(bootstrap, String.join(", ", missing)));
    }
  }

  private List<String> missing(Collection<String> topics)
      throws FailedCommandException, InterruptedException {
    Collection<String> there = answer(admin.listTopics().names());
    return topics.stream().filter(topic -> !there.contains(topic)).toList();
  }

  /**
   * Refuses to go on with a topic that forgets the last record of a key, or that has no one order:
   * made by hand, or by a broker that makes topics by itself.
   */
  public void requireCompacted(String topic) throws FailedCommandException, InterruptedException {
    String policy = setting(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
    TopicDescription layout =
        requireNonNull(answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
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
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config settings =
        requireNonNull(answer(admin.describeConfigs(List.of(resource)).all()).get(resource));
    return settings.get(name).value();
  }

  /** Creates what is missing; true for what was made, false for what was there and is untouched. */
  public Map<String, Boolean> create(List<NewTopic> topics)
      throws FailedCommandException, InterruptedException {
    Map<String, Boolean> made = new TreeMap<>();
    for (Map.Entry<String, KafkaFuture<Void>> entry :
        admin.createTopics(topics).values().entrySet()) {
      try {
        entry.getValue().get();
        made.put(entry.getKey(), true);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw failed("cannot create the topic " + entry.getKey(), e);
        }
        made.put(entry.getKey(), false);
      }
    }
    return made;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }

  private <T> T answer(KafkaFuture<T> question)
      throws FailedCommandException, InterruptedException {
    try {
      return question.get();
    } catch (ExecutionException e) {
      throw failed("no answer", e);
    }
  }

  private FailedCommandException failed(String what, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof AuthenticationException) {
      return new FailedCommandException(
          "%s refuses us: %s. Look at vedette.kafka.username, the password file and the truststore."
              .formatted(bootstrap, last(cause)),
          e);
    }
    if (cause instanceof AuthorizationException) {
      return new FailedCommandException(
          "%s does not let this user: %s".formatted(bootstrap, last(cause)), e);
    }
    if (cause instanceof TimeoutException) {
      return new FailedCommandException(
          "no broker answers at %s within %d s: is it running, is the address right, and does it speak this security.protocol?"
              .formatted(bootstrap, PATIENCE.toSeconds()),
          e);
    }
    return new FailedCommandException("%s: %s from %s".formatted(what, last(cause), bootstrap), e);
  }

  private static String last(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
