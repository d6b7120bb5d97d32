package dev.vedette.pipeline;

import dev.vedette.core.brain.DeferredLine;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.flink.DeferredRecord;
import dev.vedette.flink.DeferredStoreOpener;
import dev.vedette.flink.JournalOpener;
import dev.vedette.flink.OrderBoardOpener;
import dev.vedette.pipeline.held.DeadLetterSink;
import dev.vedette.pipeline.held.HeldRecord;
import dev.vedette.pipeline.held.HoldingSink;
import dev.vedette.pipeline.wire.AnnouncementCodec;
import dev.vedette.pipeline.wire.DeadLetterCodec;
import dev.vedette.pipeline.wire.DeferredCodec;
import dev.vedette.pipeline.wire.EventDecoder;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.ReleaseStatusCodec;
import dev.vedette.pipeline.wire.TimedReferenceStore;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The job's ends in Kafka. */
final class Connectors {
  /**
   * How long records wait for a schema registry that gives no answer; less than Flink's ten minutes
   * for a checkpoint, which waits as well.
   */
  private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(5);

  private final SourceSettings settings;
  private final String deployment;
  private final Topics topics;
  private final Properties clients;
  private final WireOptions wire;

  /** Of what names and short texts are made of: a verdict has 500 characters of a model's. */
  private static final long SMALL_RECORD_BYTES = 32 * 1024;

  private static final long LARGEST_LETTER_BYTES = DeadLetter.KEPT_BYTES + SMALL_RECORD_BYTES;

  /** In a subtask: a minute's verdicts for a broker that takes 20 kB a second. */
  private static final long HELD_AT_MOST_BYTES = 1 << 20;

  private final long largestDeferred;

  Connectors(ReadableConfig config) throws InvalidConfigurationException {
    this.settings = new SourceSettings(config);
    this.deployment = settings.deployment();
    this.topics = settings.topics();
    this.clients = KafkaClients.properties(config);
    this.wire = settings.wire();
    this.largestDeferred = RecordSizes.deferred(config);
  }

  KafkaSource<Arrival> events() throws InvalidConfigurationException {
    var decoder =
        new EventDecoder(
            settings.eventRules(),
            wire.withPatience(REGISTRY_PATIENCE).registry(),
            settings.pictureRoots(),
            new TimedReferenceStore(new FlinkReferenceStore(), settings.picturePatience()),
            InstantSource.system());
    return KafkaSource.<Arrival>builder()
        .setProperties(clients)
        .setTopics(topics.events())
        .setGroupId(deployment)
        .setClientIdPrefix(deployment + "-events")
        .setStartingOffsets(new CommittedOffsets(settings.eventsStart()))
        .setDeserializer(new ArrivalDeserializer(decoder, InstantSource.system()))
        .build();
  }

  WatermarkStrategy<Arrival> watermarks() throws InvalidConfigurationException {
    return WatermarkStrategy.<Arrival>forBoundedOutOfOrderness(settings.outOfOrderness())
        .withTimestampAssigner((arrival, ignored) -> arrival.happenedAt().toEpochMilli())
        .withIdleness(settings.idleness());
  }

  /**
   * The ledger, in a few requests a second: each costs more than its lines, and nobody waits for
   * lines of this run. They free what was kept, and a quarter of a second later is soon enough.
   */
  KafkaSource<JournalLine> ledger() throws InvalidConfigurationException {
    var codec = new LedgerCodec(wire.withPatience(REGISTRY_PATIENCE), topics.ledger());
    Duration memory = settings.ledgerReach();
    return KafkaSource.<JournalLine>builder()
        .setProperties(clients)
        .setTopics(topics.ledger())
        .setGroupId(deployment + "-ledger")
        .setClientIdPrefix(deployment + "-ledger")
        .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1000000")
        .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "250")
        .setStartingOffsets(new RememberedLedger(memory, InstantSource.system()))
        .setDeserializer(new LedgerDeserializer(codec))
        .build();
  }

  JournalOpener journal() {
    var codec = new LedgerCodec(wire, topics.ledger());
    String topic = topics.ledger();
    Properties properties = clients;
    return user ->
        KafkaJournal.open(
            properties, topic, codec, user, KafkaJournal.PATIENCE, InstantSource.system());
  }

  /** What was not asked, and so is no money that the journal has to know of before it is spent. */
  HoldingSink<LedgerLine> avoided() {
    var codec = new LedgerCodec(wire, topics.ledger());
    return holding(topics.ledger(), LedgerLine::accountKey, codec::encode, SMALL_RECORD_BYTES);
  }

  HoldingSink<Verdict> verdicts() {
    var codec = new VerdictCodec(wire, topics.verdicts());
    return holding(
        topics.verdicts(),
        verdict -> verdict.header().deviceKey(),
        codec::encode,
        SMALL_RECORD_BYTES);
  }

  HoldingSink<DeferredLine> deferredLines() {
    var codec = new DeferredCodec(wire, topics.deferred());
    return holding(topics.deferred(), DeferredLine::deviceKey, codec::encode, largestDeferred);
  }

  /** At least once. */
  private <T> HoldingSink<T> holding(
      String topic,
      RecordSerializer.KeyOf<T> key,
      RecordSerializer.Encoding<T> encoding,
      long largestBytes) {
    return new HoldingSink<>(
        topic,
        KafkaSink.<HeldRecord>builder()
            .setKafkaProducerConfig(KafkaClients.inBatches(clients, largestBytes))
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer((record, context, timestamp) -> record.in(topic))
            .build(),
        new RecordSerializer<>(topic, key, encoding),
        HELD_AT_MOST_BYTES);
  }

  /** All that the topic still holds where there is no state: whatever is left of it is asked. */
  KafkaSource<DeferredRecord> deferred() {
    return KafkaSource.<DeferredRecord>builder()
        .setProperties(clients)
        .setTopics(topics.deferred())
        .setGroupId(deployment + "-deferred")
        .setClientIdPrefix(deployment + "-deferred")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(
            new DeferredDeserializer(
                new DeferredCodec(wire.withPatience(REGISTRY_PATIENCE), topics.deferred())))
        .build();
  }

  DeferredStoreOpener deferredStore() {
    var codec = new DeferredCodec(wire.withPatience(REGISTRY_PATIENCE), topics.deferred());
    String topic = topics.deferred();
    Properties properties = KafkaClients.reading(clients);
    return () ->
        new KafkaDeferredStore(
            topic,
            codec,
            () ->
                new KafkaConsumer<>(
                    properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            System::nanoTime);
  }

  OrderBoardOpener orderBoard() {
    var codec = new OrderCodec(wire, topics.control());
    String topic = topics.control();
    Properties properties = KafkaClients.reading(clients);
    return () ->
        KafkaOrderBoard.open(
            topic,
            codec,
            () ->
                new KafkaConsumer<>(
                    properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            KafkaOrderBoard.PATIENCE,
            InstantSource.system());
  }

  /** All releases that the topic still holds: the newest of each gate at least. */
  KafkaSource<Announcement> releases() {
    var codec = new AnnouncementCodec(wire.withPatience(REGISTRY_PATIENCE), topics.releases());
    return KafkaSource.<Announcement>builder()
        .setProperties(clients)
        .setTopics(topics.releases())
        .setGroupId(deployment + "-releases")
        .setClientIdPrefix(deployment + "-releases")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new AnnouncementDeserializer(codec))
        .build();
  }

  HoldingSink<ReleaseStatus> releasesStatus() {
    var codec = new ReleaseStatusCodec(wire, topics.releasesStatus());
    return holding(topics.releasesStatus(), ReleaseStatus::gate, codec::encode, SMALL_RECORD_BYTES);
  }

  DeadLetterSink deadLetters() {
    var codec = new DeadLetterCodec(wire, topics.deadLetters());
    String transactions = deployment + "-dead-letters";
    Properties producers =
        KafkaClients.inBatches(KafkaClients.inTransactions(clients), LARGEST_LETTER_BYTES);
    return new DeadLetterSink(
        KafkaSink.<DeadLetter>builder()
            .setKafkaProducerConfig(producers)
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(transactions)
            .setRecordSerializer(
                new RecordSerializer<>(
                    topics.deadLetters(), letter -> letter.origin().topic(), codec::encode))
            .build(),
        transactions,
        producers);
  }
}
