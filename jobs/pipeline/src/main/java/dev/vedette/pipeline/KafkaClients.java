package dev.vedette.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.utils.Utils;

/**
 * Properties that all Kafka clients of a deployment share.
 *
 * <p>They travel in the job graph, and Flink's web interface shows them, so of a password only the
 * path of its file is in them; {@link SaslPasswordFile} reads it where a client logs in, and {@link
 * TlsFiles} the certificates where one connects. Whoever writes a secret among the further
 * properties is refused.
 */
public final class KafkaClients {
  /** A broker's {@code transaction.max.timeout.ms}, where nobody has changed it. */
  private static final Duration LONGEST_TRANSACTION_BY_DEFAULT = Duration.ofMinutes(15);

  /** A producer's {@code max.request.size}. */
  private static final long LARGEST_BY_DEFAULT = 1 << 20;

  /** More than a batch of what a sink holds, with what a producer takes for each partition. */
  private static final long BATCH_BYTES = 256 * 1024;

  /** The longest that a client can be told, some weeks. */
  private static final String NEVER_MILLIS = String.valueOf(Integer.MAX_VALUE);

  /** What Kafka itself does not show in its logs. */
  private static final Set<String> SECRET =
      Stream.of(
              ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef())
          .flatMap(definition -> definition.configKeys().values().stream())
          .filter(key -> key.type == ConfigDef.Type.PASSWORD)
          .map(key -> key.name)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> TLS =
      Set.of(SecurityProtocol.SSL.name, SecurityProtocol.SASL_SSL.name);

  /** Of properties that only a plug-in of somebody's own knows. */
  private static final Pattern SOUNDS_SECRET =
      Pattern.compile("password|passphrase|secret", Pattern.CASE_INSENSITIVE);

  private KafkaClients() {}

  /** The same for one that reads from places it knows, and from the earliest where one is gone. */
  static Properties reading(Properties clients) {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // What a crash left unfinished was never said.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }

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
    for (var further : options.get(KafkaOptions.KAFKA_PROPERTIES).entrySet()) {
      refuseSecret(further.getKey());
      properties.setProperty(further.getKey(), further.getValue());
    }
    String protocol = properties.getProperty(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "");
    if (TLS.contains(protocol.toUpperCase(Locale.ROOT))) {
      properties.putIfAbsent(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TlsFiles.class.getName());
    }
    return properties;
  }

  /**
   * For a sink that holds its records itself, and hands its producer the next batch of them when
   * the broker has the last one: to wait for more in the producer would gain nothing, and neither
   * would more memory. Nor would giving a batch up: the job would start again and write the same. A
   * quota that comes right after much was written makes a producer wait for minutes.
   *
   * @param largestBytes of a record; those of up to 1 MB pass in any case, as with a client of
   *     Kafka's own
   */
  static Properties inBatches(Properties clients, long largestBytes) {
    long passes = Math.max(largestBytes, LARGEST_BY_DEFAULT);
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "0");
    properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, NEVER_MILLIS);
    properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(passes));
    properties.putIfAbsent(
        ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(passes + BATCH_BYTES));
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

  /** By the name, whatever the value: it must not be in the message either. */
  private static void refuseSecret(String property) throws InvalidConfigurationException {
    if (SECRET.contains(property) || SOUNDS_SECRET.matcher(property).find()) {
      throw new InvalidConfigurationException(
          "%s.%s is a secret, which everybody would see in Flink's web interface: name a file instead, by %s with %s, by %s, or by ssl.keystore.location for a key in a PEM file without a password"
              .formatted(
                  KafkaOptions.KAFKA_PROPERTIES.key(),
                  property,
                  KafkaOptions.KAFKA_USERNAME.key(),
                  KafkaOptions.KAFKA_PASSWORD_FILE.key(),
                  KafkaOptions.KAFKA_TRUSTSTORE_FILE.key()));
    }
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
