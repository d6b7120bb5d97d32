package dev.vedette.pipeline;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Properties that all Kafka clients of a deployment share.
 *
 * <p>They travel in the job graph, so a password is in them only as a reference to its file, which
 * Kafka's own directory provider resolves where the client is made.
 */
public final class KafkaClients {
  private KafkaClients() {}

  public static Properties properties(ReadableConfig config) throws InvalidConfigurationException {
    Properties properties = new Properties();
    String bootstrap =
        config
            .getOptional(VedetteOptions.BOOTSTRAP)
            .orElseThrow(() -> Settings.missing(VedetteOptions.BOOTSTRAP));
    properties.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config
        .getOptional(VedetteOptions.KAFKA_TRUSTSTORE_FILE)
        .ifPresent(
            file -> {
              properties.setProperty(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
              properties.setProperty(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file);
            });
    var user = config.getOptional(VedetteOptions.KAFKA_USERNAME);
    if (user.isPresent()) {
      authenticate(properties, user.get(), config);
    }
    config.get(VedetteOptions.KAFKA_PROPERTIES).forEach(properties::setProperty);
    return properties;
  }

  private static void authenticate(Properties properties, String user, ReadableConfig config)
      throws InvalidConfigurationException {
    Path file =
        Path.of(
                config
                    .getOptional(VedetteOptions.KAFKA_PASSWORD_FILE)
                    .orElseThrow(() -> Settings.missing(VedetteOptions.KAFKA_PASSWORD_FILE)))
            .toAbsolutePath();
    properties.setProperty("config.providers", "directory");
    properties.setProperty(
        "config.providers.directory.class",
        "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
    properties.setProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
    properties.setProperty(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
    properties.setProperty(
        SaslConfigs.SASL_JAAS_CONFIG,
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"${directory:%s:%s}\";"
            .formatted(user.replace("\"", "\\\""), file.getParent(), file.getFileName()));
  }
}
