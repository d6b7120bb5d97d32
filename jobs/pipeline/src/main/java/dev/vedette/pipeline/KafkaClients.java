package dev.vedette.pipeline;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;
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
