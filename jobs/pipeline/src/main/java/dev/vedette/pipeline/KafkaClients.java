package dev.vedette.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Properties that all Kafka clients of a deployment share.
 *
 * <p>They travel in the job graph, so of a password only the path of its file is in them; {@link
 * SaslPasswordFile} reads it where a client logs in.
 */
public final class KafkaClients {
  /** A broker's {@code transaction.max.timeout.ms}, where nobody has changed it. */
  private static final Duration LONGEST_TRANSACTION_BY_DEFAULT = Duration.ofMinutes(15);

  private KafkaClients() {}

  public static Properties properties(ReadableConfig config) throws InvalidConfigurationException {
    var options = new OptionReader(config);
    Properties properties = new Properties();
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers(options));
    var truststore = options.optional(KafkaOptions.KAFKA_TRUSTSTORE_FILE);
    if (truststore.isPresent()) {
      // Kafka's default is plaintext, for which a truststore is of no use to anybody.
      properties.setProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
      properties.setProperty(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      properties.setProperty(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, truststore.get());
    }
    var user = options.optional(KafkaOptions.KAFKA_USERNAME);
    var password = options.optional(KafkaOptions.KAFKA_PASSWORD_FILE);
    if (user.isPresent()) {
      String named =
          password.orElseThrow(() -> OptionReader.missing(KafkaOptions.KAFKA_PASSWORD_FILE));
      authenticate(
          properties,
          user.get(),
          options.valid(() -> Path.of(named).toAbsolutePath(), KafkaOptions.KAFKA_PASSWORD_FILE));
    }
    options.get(KafkaOptions.KAFKA_PROPERTIES).forEach(properties::setProperty);
    return properties;
  }

  /**
   * For a producer whose transactions outlive the job: the broker keeps one that was left open for
   * as long as it allows by default, if nothing else is said. (Flink's own hour is refused.)
   */
  static Properties inTransactions(Properties clients) {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.putIfAbsent(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        String.valueOf(LONGEST_TRANSACTION_BY_DEFAULT.toMillis()));
    return properties;
  }

  private static String brokers(OptionReader options) throws InvalidConfigurationException {
    String brokers = options.required(KafkaOptions.BOOTSTRAP);
    for (String broker : brokers.split(",", -1)) {
      String host = Utils.getHost(broker.trim());
      if (host == null || host.isEmpty() || Utils.getPort(broker.trim()) == null) {
        throw new InvalidConfigurationException(
            "%s: '%s' is not host:port".formatted(KafkaOptions.BOOTSTRAP.key(), broker.trim()));
      }
    }
    return brokers;
  }

  private static void authenticate(Properties properties, String user, Path file) {
    properties.setProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
    properties.setProperty(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
    properties.setProperty(
        SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, SaslPasswordFile.class.getName());
    properties.setProperty(
        SaslConfigs.SASL_JAAS_CONFIG,
        "org.apache.kafka.common.security.scram.ScramLoginModule required %s=%s %s=%s;"
            .formatted(
                SaslPasswordFile.USER,
                quoted(user),
                SaslPasswordFile.FILE,
                quoted(file.toString())));
  }

  /** As the tokenizer of JAAS files reads a string. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
