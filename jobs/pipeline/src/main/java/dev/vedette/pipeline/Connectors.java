package dev.vedette.pipeline;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.flink.JournalOpener;
import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.EventDecoder;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.PictureRoots;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The job's ends in Kafka. */
final class Connectors {
  private final ReadableConfig config;
  private final Topics topics;
  private final Properties clients;
  private final WireOptions wire;

  Connectors(ReadableConfig config) throws InvalidConfigurationException {
    this.config = config;
    this.topics = Topics.of(config);
    this.clients = KafkaClients.properties(config);
    this.wire = new Settings(config).wire();
  }

  KafkaSource<Arrival> events() throws InvalidConfigurationException {
    var settings = new Settings(config);
    var roots =
        new PictureRoots(
            config.get(VedetteOptions.PICTURE_ROOTS).stream().map(URI::create).toList());
    var decoder =
        new EventDecoder(
            settings.eventRules(),
            wire.registry(),
            roots,
            new FlinkPictureStore(),
            InstantSource.system());
    return KafkaSource.<Arrival>builder()
        .setProperties(clients)
        .setTopics(topics.events())
        .setGroupId(config.get(VedetteOptions.DEPLOYMENT))
        .setClientIdPrefix(config.get(VedetteOptions.DEPLOYMENT) + "-events")
        .setStartingOffsets(OffsetsInitializer.committedOffsets(start()))
        .setDeserializer(new ArrivalDeserializer(decoder))
        .build();
  }

  WatermarkStrategy<Arrival> watermarks() {
    return WatermarkStrategy.<Arrival>forBoundedOutOfOrderness(
            config.get(VedetteOptions.OUT_OF_ORDERNESS))
        .withTimestampAssigner((arrival, ignored) -> eventTimeMillis(arrival))
        .withIdleness(config.get(VedetteOptions.IDLENESS));
  }

  KafkaSource<JournalLine> ledger() {
    return KafkaSource.<JournalLine>builder()
        .setProperties(clients)
        .setTopics(topics.ledger())
        .setGroupId(config.get(VedetteOptions.DEPLOYMENT) + "-ledger")
        .setClientIdPrefix(config.get(VedetteOptions.DEPLOYMENT) + "-ledger")
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new LedgerDeserializer(new LedgerCodec(wire, topics.ledger())))
        .build();
  }

  JournalOpener journal() {
    var codec = new LedgerCodec(wire, topics.ledger());
    String topic = topics.ledger();
    Properties properties = clients;
    return user -> KafkaJournal.open(properties, topic, codec, user);
  }

  KafkaSink<Verdict> verdicts() {
    var codec = new VerdictCodec(wire, topics.verdicts());
    return KafkaSink.<Verdict>builder()
        .setKafkaProducerConfig(clients)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(
            new RecordSerializer<>(
                topics.verdicts(), verdict -> verdict.header().deviceKey(), codec::encode))
        .build();
  }

  KafkaSink<DeadLetter> deadLetters() {
    var codec = new DeadLetterCodec(wire, topics.deadLetters());
    Properties properties = new Properties();
    properties.putAll(clients);
    // Flink's default of an hour is more than a broker allows.
    properties.put("transaction.timeout.ms", String.valueOf(Duration.ofMinutes(10).toMillis()));
    return KafkaSink.<DeadLetter>builder()
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(config.get(VedetteOptions.DEPLOYMENT) + "-dead-letters")
        .setRecordSerializer(
            new RecordSerializer<>(
                topics.deadLetters(), letter -> letter.origin().topic(), codec::encode))
        .build();
  }

  private OffsetResetStrategy start() throws InvalidConfigurationException {
    return switch (config.get(VedetteOptions.EVENTS_START)) {
      case "earliest" -> OffsetResetStrategy.EARLIEST;
      case "latest" -> OffsetResetStrategy.LATEST;
      default ->
          throw new InvalidConfigurationException(
              "%s is 'earliest' or 'latest', not '%s'"
                  .formatted(
                      VedetteOptions.EVENTS_START.key(), config.get(VedetteOptions.EVENTS_START)));
    };
  }

  /** Capture time; the rules have already refused clocks that run far ahead. */
  private static long eventTimeMillis(Arrival arrival) {
    Event event = arrival.event();
    return event == null
        ? arrival.origin().appendedAt().toEpochMilli()
        : event.header().capturedAt().toEpochMilli();
  }
}
