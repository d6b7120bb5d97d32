package dev.vedette.pipeline;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of a broker that answered when it was asked. */
public final class KafkaAdmin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final String bootstrap;
  private final Admin admin;

  private KafkaAdmin(String bootstrap, Admin admin) {
    this.bootstrap = bootstrap;
    this.admin = admin;
  }

  /** Returns once the broker has answered. */
  public static KafkaAdmin reach(ReadableConfig config)
      throws UnusableBrokerException, InvalidConfigurationException, InterruptedException {
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(config));
    String patience = String.valueOf(PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    String bootstrap = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    KafkaAdmin reached;
    try {
      reached = new KafkaAdmin(bootstrap, Admin.create(properties));
    } catch (KafkaException e) {
      throw new UnusableBrokerException(
          "no connection to %s can be made with these settings: %s".formatted(bootstrap, last(e)),
          e);
    }
    try {
      reached.answer(reached.admin.describeCluster().nodes());
      return reached;
    } catch (UnusableBrokerException | InterruptedException e) {
      reached.close();
      throw e;
    }
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** The names of all topics that this user may see. */
  public Set<String> names() throws UnusableBrokerException, InterruptedException {
    return answer(admin.listTopics().names());
  }

  /** The partitions of these topics, which have to be there. */
  public Map<String, TopicDescription> layouts(Collection<String> topics)
      throws UnusableBrokerException, InterruptedException {
    return answer(admin.describeTopics(topics).allTopicNames());
  }

  /** What counts for each of these topics, the broker's defaults included. */
  public Map<String, Map<String, String>> settings(Collection<String> topics)
      throws UnusableBrokerException, InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (Map.Entry<ConfigResource, Config> topic :
        answer(admin.describeConfigs(resources).all()).entrySet()) {
      Map<String, String> values = new HashMap<>();
      topic.getValue().entries().stream()
          .filter(entry -> entry.value() != null)
          .forEach(entry -> values.put(entry.name(), entry.value()));
      settings.put(topic.getKey().name(), values);
    }
    return settings;
  }

  /** Creates what is missing; true for what was made, false for what was there and is untouched. */
  public Map<String, Boolean> create(List<NewTopic> topics)
      throws UnusableBrokerException, InterruptedException {
    Map<String, Boolean> made = new TreeMap<>();
    for (Map.Entry<String, KafkaFuture<Void>> entry :
        admin.createTopics(topics).values().entrySet()) {
      try {
        entry.getValue().get();
        made.put(entry.getKey(), true);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw failed(bootstrap, "cannot create the topic " + entry.getKey(), e);
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
      throws UnusableBrokerException, InterruptedException {
    try {
      return question.get();
    } catch (ExecutionException e) {
      throw failed(bootstrap, "no answer", e);
    }
  }

  static UnusableBrokerException failed(String bootstrap, String what, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof AuthenticationException) {
      return new UnusableBrokerException(
          "%s refuses us: %s. Look at vedette.kafka.username, the password file and the truststore."
              .formatted(bootstrap, last(cause)),
          cause);
    }
    if (cause instanceof AuthorizationException) {
      return new UnusableBrokerException(
          "%s does not let this user: %s".formatted(bootstrap, last(cause)), cause);
    }
    if (cause instanceof TimeoutException) {
      return new UnusableBrokerException(
          "no broker answers at %s within %d s: is it running, is the address right, and does it speak this security.protocol?"
              .formatted(bootstrap, PATIENCE.toSeconds()),
          cause);
    }
    return new UnusableBrokerException(
        "%s: %s from %s".formatted(what, last(cause), bootstrap), cause);
  }

  private static String last(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
