package dev.vedette.cli.kafka;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.OutcomeCodecs;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic of the ledger. */
public final class LedgerTopic {
  /**
   * A call is granted before its lines are appended, and a minute is over before it is told of.
   * What is left is by how much the clocks of machines may differ.
   */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private static final String PATIENCE_MILLIS = "15000";

  private final ReadableConfig config;
  private final String topic;
  private final LedgerCodec codec;

  private LedgerTopic(ReadableConfig config, String topic, LedgerCodec codec) {
    this.config = config;
    this.topic = topic;
    this.codec = codec;
  }

  /** Returns once the broker has answered and has the topic. */
  public static LedgerTopic reach(ReadableConfig config)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    String topic = Topics.of(config).ledger();
    LedgerCodec codec = OutcomeCodecs.of(config).ledger();
    try (Broker broker = Broker.reach(config)) {
      broker.require(List.of(topic));
    }
    return new LedgerTopic(config, topic, codec);
  }

  /** Of all lines that are there now. */
  public LedgerBooks books() throws FailedCommandException, InvalidConfigurationException {
    var books = new LedgerBooks();
    read(books::add);
    return books;
  }

  /**
   * Hands over all lines that are there now, and returns where they end.
   *
   * @throws FailedCommandException also where one cannot be read: whoever adds up money must not
   *     pass over it
   */
  public ReadTo read(Consumer<LedgerLine> taker)
      throws FailedCommandException, InvalidConfigurationException {
    return read(null, taker);
  }

  /**
   * The same, of all lines that may be about calls and minutes from a time on, and some earlier.
   *
   * @param from null for the topic's beginning
   */
  public ReadTo read(@Nullable Instant from, Consumer<LedgerLine> taker)
      throws FailedCommandException, InvalidConfigurationException {
    try (TopicReader reader = TopicReader.open(config, topic)) {
      if (from != null) {
        reader.seek(from.minus(CLOCKS));
      }
      reader.toTheEnd(record -> taker.accept(line(record)));
      return reader.position();
    }
  }

  /**
   * Appends the provider's words on calls, if nobody else has said one on the same calls since the
   * ledger was read: a line says what was counted until then, which is only so once.
   *
   * <p>Two that do it in the same instant are not kept apart.
   *
   * @param readTo how far the ledger was read for these lines
   */
  public void appendReconciled(List<LedgerLine> lines, ReadTo readTo)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    Set<String> ours = lines.stream().map(LedgerTopic::requestId).collect(Collectors.toSet());
    Set<String> others = new HashSet<>();
    try (TopicReader reader = TopicReader.open(config, topic)) {
      reader.seek(readTo);
      reader.toTheEnd(
          record -> {
            LedgerLine line = line(record);
            if (line.entry() == LedgerLine.Entry.RECONCILED && ours.contains(requestId(line))) {
              others.add(requestId(line));
            }
          });
    }
    if (!others.isEmpty()) {
      throw new FailedCommandException(
          "somebody else has reconciled %d of these calls since %s was read for this, so nothing was written: do it again, one after the other"
              .formatted(others.size(), topic));
    }
    append(lines);
  }

  private static String requestId(LedgerLine reconciled) {
    return Objects.requireNonNull(reconciled.call()).requestId();
  }

  private LedgerLine line(ConsumerRecord<byte[], byte[]> record) throws FailedCommandException {
    try {
      return codec.decode(record.headers(), record.value());
    } catch (UnreadableRecordException e) {
      throw new FailedCommandException(
          "%s, partition %d, offset %d is no line of a ledger (%s), and may be money: a newer version of this program may know it"
              .formatted(topic, record.partition(), record.offset(), e.objection().detail()),
          e);
    } catch (SchemaRegistryException e) {
      throw noRegistry(e);
    }
  }

  /** Returns when all replicas have all of them. */
  public void append(List<LedgerLine> lines)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(config));
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    // Of a topic that is new, a broker may refuse the first batch, and take the second for it.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
    int written = 0;
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (LedgerLine line : lines) {
        sent.add(producer.send(record(line)));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
        written++;
      }
    } catch (ExecutionException e) {
      throw failed(written, lines.size(), e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(written, lines.size(), e);
    } catch (SchemaRegistryException e) {
      throw noRegistry(e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(LedgerLine line) throws SchemaRegistryException {
    Encoded encoded = codec.encode(line);
    byte[] key = line.accountKey().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, key, encoded.value(), encoded.headers());
  }

  private FailedCommandException failed(int written, int all, Throwable cause) {
    return new FailedCommandException(
        "%d of %d lines are certainly in %s: %s. Do it again: what is there is not written twice"
            .formatted(written, all, topic, cause.getMessage()),
        cause);
  }

  private static FailedCommandException noRegistry(SchemaRegistryException e) {
    return new FailedCommandException("the schema registry: " + e.getMessage(), e);
  }
}
