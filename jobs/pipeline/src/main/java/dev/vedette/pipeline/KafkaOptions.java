package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** What the job reads and writes, and how its clients get in. */
final class KafkaOptions {
  static final ConfigOption<String> DEPLOYMENT =
      key("vedette.deployment")
          .stringType()
          .defaultValue("vedette")
          .withDescription(
              "Names this deployment: its consumer group and its transactional ids. Two jobs on one"
                  + " broker need two names.");
  static final ConfigOption<String> BOOTSTRAP =
      key("vedette.kafka.bootstrap")
          .stringType()
          .noDefaultValue()
          .withDescription("Brokers, as host:port,host:port.");
  static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      key("vedette.kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Further properties of all Kafka clients, such as security.protocol. Secrets are"
                  + " refused here: see the username and the password file.");
  static final ConfigOption<String> KAFKA_USERNAME =
      key("vedette.kafka.username")
          .stringType()
          .noDefaultValue()
          .withDescription("SASL user; the password comes from the password file.");
  static final ConfigOption<String> KAFKA_PASSWORD_FILE =
      key("vedette.kafka.password-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the SASL password on every machine of the job. Only its path travels.");
  static final ConfigOption<String> KAFKA_TRUSTSTORE_FILE =
      key("vedette.kafka.truststore-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "PEM file with the certificates that sign the brokers', read again when it has changed."
                  + " With it, connections are TLS.");
  static final ConfigOption<String> TOPIC_PREFIX =
      key("vedette.topics.prefix")
          .stringType()
          .defaultValue("")
          .withDescription("Stands before every topic's name, such as 'plant-7.'.");
  static final ConfigOption<List<String>> EVENT_TOPICS =
      key("vedette.topics.events")
          .stringType()
          .asList()
          .defaultValues("events.camera", "events.sensor")
          .withDescription("Topics that events are read from, without the prefix.");
  static final ConfigOption<String> EVENTS_START =
      key("vedette.events.start")
          .stringType()
          .defaultValue("latest")
          .withDescription(
              "Where a job without state and without committed offsets begins to read: 'earliest' or"
                  + " 'latest'. Where records are gone that it still had to read, it goes on with"
                  + " the earliest that are left.");
  static final ConfigOption<String> WIRE_FORMAT =
      key("vedette.topics.format")
          .stringType()
          .defaultValue("plain")
          .withDescription(
              "How records are written: 'plain' (Avro binary, schema id in a header) or"
                  + " 'confluent' (needs the registry). Both are read.");
  static final ConfigOption<String> REGISTRY_URL =
      key("vedette.registry.url")
          .stringType()
          .noDefaultValue()
          .withDescription("Schema registry with Confluent's API; unset where there is none.");
  static final ConfigOption<String> REGISTRY_CREDENTIALS_FILE =
      key("vedette.registry.credentials-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with user:password for the registry, which is then asked over https only.");

  /** In the order in which they are documented. */
  static final List<ConfigOption<?>> ALL =
      List.of(
          DEPLOYMENT,
          BOOTSTRAP,
          KAFKA_PROPERTIES,
          KAFKA_USERNAME,
          KAFKA_PASSWORD_FILE,
          KAFKA_TRUSTSTORE_FILE,
          TOPIC_PREFIX,
          EVENT_TOPICS,
          EVENTS_START,
          WIRE_FORMAT,
          REGISTRY_URL,
          REGISTRY_CREDENTIALS_FILE);

  private KafkaOptions() {}
}
