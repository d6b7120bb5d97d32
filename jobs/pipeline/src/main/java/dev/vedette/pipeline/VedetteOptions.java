package dev.vedette.pipeline;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** Every option of the job, with its default and what it does. */
public final class VedetteOptions {
  public static final ConfigOption<String> DEPLOYMENT =
      key("vedette.deployment")
          .stringType()
          .defaultValue("vedette")
          .withDescription(
              "Names this deployment: its consumer group and its transactional ids. Two jobs on one"
                  + " broker need two names.");

  public static final ConfigOption<String> BOOTSTRAP =
      key("vedette.kafka.bootstrap")
          .stringType()
          .noDefaultValue()
          .withDescription("Brokers, as host:port,host:port.");
  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      key("vedette.kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Further properties of all Kafka clients, such as security.protocol. Secrets do not"
                  + " belong here: see the username and the password file.");
  public static final ConfigOption<String> KAFKA_USERNAME =
      key("vedette.kafka.username")
          .stringType()
          .noDefaultValue()
          .withDescription("SASL user; the password comes from the password file.");
  public static final ConfigOption<String> KAFKA_PASSWORD_FILE =
      key("vedette.kafka.password-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the SASL password on every machine of the job. Only its path travels.");
  public static final ConfigOption<String> KAFKA_TRUSTSTORE_FILE =
      key("vedette.kafka.truststore-file")
          .stringType()
          .noDefaultValue()
          .withDescription("PEM file with the certificates that sign the brokers'.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("vedette.topics.prefix")
          .stringType()
          .defaultValue("")
          .withDescription("Stands before every topic's name, such as 'plant-7.'.");
  public static final ConfigOption<List<String>> EVENT_TOPICS =
      key("vedette.topics.events")
          .stringType()
          .asList()
          .defaultValues("events.camera", "events.sensor")
          .withDescription("Topics that events are read from, without the prefix.");
  public static final ConfigOption<String> EVENTS_START =
      key("vedette.events.start")
          .stringType()
          .defaultValue("latest")
          .withDescription(
              "Where a job without any earlier offsets begins to read: 'earliest' or 'latest'.");
  public static final ConfigOption<String> WIRE_FORMAT =
      key("vedette.topics.format")
          .stringType()
          .defaultValue("plain")
          .withDescription(
              "How records are written: 'plain' (Avro binary, schema id in a header) or"
                  + " 'confluent' (needs the registry). Both are read.");
  public static final ConfigOption<String> REGISTRY_URL =
      key("vedette.registry.url")
          .stringType()
          .noDefaultValue()
          .withDescription("Schema registry with Confluent's API; unset where there is none.");
  public static final ConfigOption<String> REGISTRY_CREDENTIALS_FILE =
      key("vedette.registry.credentials-file")
          .stringType()
          .noDefaultValue()
          .withDescription("File with user:password for the registry.");

  public static final ConfigOption<Duration> OUT_OF_ORDERNESS =
      key("vedette.events.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(2))
          .withDescription("How far watermarks stay behind the newest event of a partition.");
  public static final ConfigOption<Duration> IDLENESS =
      key("vedette.events.idleness")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("After which a silent partition no longer holds event time back.");
  public static final ConfigOption<Long> MAX_PAYLOAD_BYTES =
      key("vedette.events.max-payload-bytes")
          .longType()
          .defaultValue(4L * 1024 * 1024)
          .withDescription("Largest picture that is read; larger ones become dead letters.");
  public static final ConfigOption<Duration> ALLOWED_AHEAD =
      key("vedette.events.allowed-ahead")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("How far a device's clock may run ahead of the broker's.");
  public static final ConfigOption<List<String>> PICTURE_ROOTS =
      key("vedette.pictures.roots")
          .stringType()
          .asList()
          .defaultValues()
          .withDescription(
              "URIs below which pictures may lie that come by reference. None by default.");

  public static final ConfigOption<String> GATE_LOCATION =
      key("vedette.gate.location")
          .stringType()
          .defaultValue("classpath:gates/face")
          .withDescription("Folder or class-path prefix of the camera gate's artefact.");
  public static final ConfigOption<Double> GATE_THRESHOLD =
      key("vedette.gate.threshold")
          .doubleType()
          .noDefaultValue()
          .withDescription("Score from which an event is positive; the artefact's own if unset.");
  public static final ConfigOption<String> GATE_VARIANT =
      key("vedette.gate.variant")
          .stringType()
          .noDefaultValue()
          .withDescription("Serve this variant of the gate and no other.");
  public static final ConfigOption<Integer> GATE_BATCH =
      key("vedette.gate.batch-size")
          .intType()
          .defaultValue(32)
          .withDescription("Largest micro-batch.");
  public static final ConfigOption<Duration> GATE_WAIT =
      key("vedette.gate.batch-wait")
          .durationType()
          .defaultValue(Duration.ofMillis(2))
          .withDescription("Longest that an event waits for its micro-batch to fill.");
  public static final ConfigOption<Map<String, String>> SENSOR_LIMITS =
      key("vedette.sensor.limits")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Limits by channel, as 'low..high'. With none, sensor events become dead letters.");

  public static final ConfigOption<Duration> QUIET_GAP =
      key("vedette.episode.quiet-gap")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Event time without a positive event after which an episode is over.");
  public static final ConfigOption<Duration> SILENCE =
      key("vedette.episode.silence")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Processing time after which a silent device's episode is over.");
  public static final ConfigOption<Duration> ALLOWED_LATENESS =
      key("vedette.episode.allowed-lateness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How far an event may lie behind its device's newest; at most the quiet gap.");
  public static final ConfigOption<Map<String, String>> EPISODE_CLASSES =
      key("vedette.episode.classes")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Other settings by device class, as 'quiet-gap silence allowed-lateness', such as"
                  + " door: '5s 10s 2s'.");
  public static final ConfigOption<Duration> DUPLICATE_WINDOW =
      key("vedette.events.duplicate-window")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription("How long an event id is remembered to recognise a second one.");

  public static final ConfigOption<String> VERDICT_POLICY =
      key("vedette.verdict.policy")
          .stringType()
          .defaultValue("immediate")
          .withDescription(
              "'immediate': the edge's verdict at once, the cloud's answer amends it. 'hold': one"
                  + " verdict, when the cloud has answered or the deadline has passed.");
  public static final ConfigOption<Integer> CALLS_PER_MINUTE =
      key("vedette.account.calls-per-minute")
          .intType()
          .defaultValue(60)
          .withDescription("Cap on calls of each account (tenant, device class and label).");
  public static final ConfigOption<Integer> CALL_BURST =
      key("vedette.account.burst")
          .intType()
          .defaultValue(20)
          .withDescription("Calls of an account that may come at once.");
  public static final ConfigOption<Duration> JOURNAL_MEMORY =
      key("vedette.journal.memory")
          .durationType()
          .defaultValue(Duration.ofHours(6))
          .withDescription(
              "How long after a restart answers that were already paid for are kept for events that"
                  + " are still being read again.");

  public static final ConfigOption<Duration> DEADLINE =
      key("vedette.ask.deadline")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("From the judgement until the edge answers in the cloud's place.");
  public static final ConfigOption<Integer> PERMITS =
      key("vedette.ask.permits")
          .intType()
          .defaultValue(64)
          .withDescription("Calls in flight at once, over all subtasks.");
  public static final ConfigOption<Integer> PICTURE_SIDE =
      key("vedette.ask.picture.max-side")
          .intType()
          .defaultValue(512)
          .withDescription("Longest side of a picture that leaves the site, in pixels.");
  public static final ConfigOption<Double> PICTURE_QUALITY =
      key("vedette.ask.picture.quality")
          .doubleType()
          .defaultValue(0.8)
          .withDescription("JPEG quality of a picture that leaves the site.");

  public static final ConfigOption<String> PROVIDER_URL =
      key("vedette.provider.url")
          .stringType()
          .defaultValue("https://api.openai.com/v1")
          .withDescription("Where the chat-completions protocol is spoken.");
  public static final ConfigOption<String> PROVIDER_NAME =
      key("vedette.provider.name")
          .stringType()
          .noDefaultValue()
          .withDescription("The provider's name in the ledger; the host of its URL if unset.");
  public static final ConfigOption<String> PROVIDER_MODEL =
      key("vedette.provider.model")
          .stringType()
          .noDefaultValue()
          .withDescription("The model that is asked.");
  public static final ConfigOption<String> PROVIDER_KEY_FILE =
      key("vedette.provider.key-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the provider's key on every machine of the job. Only its path travels.");
  public static final ConfigOption<String> INPUT_PRICE =
      key("vedette.provider.price.input")
          .stringType()
          .noDefaultValue()
          .withDescription("US dollars for a million input tokens.");
  public static final ConfigOption<String> CACHED_PRICE =
      key("vedette.provider.price.cached-input")
          .stringType()
          .noDefaultValue()
          .withDescription("US dollars for a million cached input tokens; as input if unset.");
  public static final ConfigOption<String> OUTPUT_PRICE =
      key("vedette.provider.price.output")
          .stringType()
          .noDefaultValue()
          .withDescription("US dollars for a million output tokens.");
  public static final ConfigOption<Integer> MAX_OUTPUT_TOKENS =
      key("vedette.provider.max-output-tokens")
          .intType()
          .defaultValue(200)
          .withDescription("Longest answer.");

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
          REGISTRY_CREDENTIALS_FILE,
          OUT_OF_ORDERNESS,
          IDLENESS,
          MAX_PAYLOAD_BYTES,
          ALLOWED_AHEAD,
          DUPLICATE_WINDOW,
          PICTURE_ROOTS,
          GATE_LOCATION,
          GATE_THRESHOLD,
          GATE_VARIANT,
          GATE_BATCH,
          GATE_WAIT,
          SENSOR_LIMITS,
          QUIET_GAP,
          SILENCE,
          ALLOWED_LATENESS,
          EPISODE_CLASSES,
          VERDICT_POLICY,
          CALLS_PER_MINUTE,
          CALL_BURST,
          JOURNAL_MEMORY,
          DEADLINE,
          PERMITS,
          PICTURE_SIDE,
          PICTURE_QUALITY,
          PROVIDER_URL,
          PROVIDER_NAME,
          PROVIDER_MODEL,
          PROVIDER_KEY_FILE,
          INPUT_PRICE,
          CACHED_PRICE,
          OUTPUT_PRICE,
          MAX_OUTPUT_TOKENS);

  private VedetteOptions() {}
}
