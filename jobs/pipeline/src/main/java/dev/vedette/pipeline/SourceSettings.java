package dev.vedette.pipeline;

import dev.vedette.core.event.EventRules;
import dev.vedette.pipeline.wire.ReferenceRoots;
import dev.vedette.pipeline.wire.RegistryOptions;
import dev.vedette.pipeline.wire.WireFormat;
import dev.vedette.pipeline.wire.WireOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** Options translated into what the ends in Kafka take. */
final class SourceSettings {
  private static final Duration REGISTRY_TIMEOUT = Duration.ofSeconds(5);

  /** What a Kafka record can hold, with room to spare for what stands around a picture. */
  private static final long LARGEST_PAYLOAD_BYTES = 1L << 30;

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final ReadableConfig config;
  private final OptionReader options;

  SourceSettings(ReadableConfig config) {
    this.config = config;
    this.options = new OptionReader(config);
  }

  /** Where a source begins that has neither state nor committed offsets. */
  enum Start {
    EARLIEST,
    LATEST
  }

  String deployment() throws InvalidConfigurationException {
    return options.get(KafkaOptions.DEPLOYMENT);
  }

  Topics topics() throws InvalidConfigurationException {
    List<String> events = options.get(KafkaOptions.EVENT_TOPICS);
    if (events.isEmpty()) {
      throw OptionReader.missing(KafkaOptions.EVENT_TOPICS);
    }
    String prefix = options.get(KafkaOptions.TOPIC_PREFIX);
    requireTopic(prefix + "dead-letters", KafkaOptions.TOPIC_PREFIX);
    for (String topic : events) {
      requireTopic(prefix + topic, KafkaOptions.EVENT_TOPICS);
    }
    return Topics.of(config);
  }

  private static void requireTopic(String name, ConfigOption<?> option)
      throws InvalidConfigurationException {
    if (!TOPIC.matcher(name).matches()) {
      throw new InvalidConfigurationException(
          "%s: '%s' is no name for a topic".formatted(option.key(), name));
    }
  }

  WireOptions wire() throws InvalidConfigurationException {
    String format = options.get(KafkaOptions.WIRE_FORMAT);
    RegistryOptions registry = registry();
    return options.valid(
        () -> new WireOptions(OptionReader.word(WireFormat.class, format), registry),
        KafkaOptions.WIRE_FORMAT,
        KafkaOptions.REGISTRY_URL);
  }

  private @Nullable RegistryOptions registry() throws InvalidConfigurationException {
    String url = options.optional(KafkaOptions.REGISTRY_URL).orElse(null);
    String credentials = options.optional(KafkaOptions.REGISTRY_CREDENTIALS_FILE).orElse(null);
    return url == null
        ? null
        : options.valid(
            () -> new RegistryOptions(URI.create(url), credentials, REGISTRY_TIMEOUT),
            KafkaOptions.REGISTRY_URL,
            KafkaOptions.REGISTRY_CREDENTIALS_FILE);
  }

  Start eventsStart() throws InvalidConfigurationException {
    String start = options.get(KafkaOptions.EVENTS_START);
    return options.valid(() -> OptionReader.word(Start.class, start), KafkaOptions.EVENTS_START);
  }

  EventRules eventRules() throws InvalidConfigurationException {
    long maxPayloadBytes = options.get(EventOptions.MAX_PAYLOAD_BYTES);
    if (maxPayloadBytes > LARGEST_PAYLOAD_BYTES) {
      throw new InvalidConfigurationException(
          "%s > %d, which no record can hold: %d"
              .formatted(
                  EventOptions.MAX_PAYLOAD_BYTES.key(), LARGEST_PAYLOAD_BYTES, maxPayloadBytes));
    }
    Duration allowedAhead = options.notNegative(EventOptions.ALLOWED_AHEAD);
    return options.valid(
        () ->
            new EventRules(
                maxPayloadBytes,
                allowedAhead,
                EventRules.DEFAULTS.minSidePixels(),
                EventRules.DEFAULTS.maxSidePixels()),
        EventOptions.MAX_PAYLOAD_BYTES);
  }

  ReferenceRoots pictureRoots() throws InvalidConfigurationException {
    List<String> roots = options.get(EventOptions.PICTURE_ROOTS);
    return options.valid(
        () -> new ReferenceRoots(roots.stream().map(URI::create).toList()),
        EventOptions.PICTURE_ROOTS);
  }

  Duration picturePatience() throws InvalidConfigurationException {
    return options.positive(EventOptions.PICTURE_PATIENCE);
  }

  Duration outOfOrderness() throws InvalidConfigurationException {
    return options.notNegative(EventOptions.OUT_OF_ORDERNESS);
  }

  Duration idleness() throws InvalidConfigurationException {
    return options.positive(EventOptions.IDLENESS);
  }

  /** How far back the ledger is read for what was answered and what was spent. */
  Duration ledgerReach() throws InvalidConfigurationException {
    return LedgerReach.of(options);
  }
}
