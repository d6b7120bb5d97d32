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
 * <p>They travel in the job graph, so of a password only the path of its file is in them; {@link
 * SaslPasswordFile} reads it where a client logs in.
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
    String named =
        config
            .getOptional(VedetteOptions.KAFKA_PASSWORD_FILE)
            .orElseThrow(() -> Settings.missing(VedetteOptions.KAFKA_PASSWORD_FILE));
    Path file = Path.of(named).toAbsolutePath();
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
