package dev.vedette.pipeline;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.LedgerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The journal in its topic. Lines are written with {@code acks=all} outside any transaction: a
 * transaction would make them visible only at the next checkpoint, which is too late to protect a
 * call that is made now.
 *
 * <p>Lines are read and written apart from each other, so that no call waits for the past.
 */
final class KafkaJournal implements Journal {
  /** How long one append may take; longer than that, no call is made. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String topic;
  private final int partitions;
  private final JournalWriter writer;
  private final JournalReader reader;
  private final InstantSource clock;

  private KafkaJournal(
      String topic,
      int partitions,
      JournalWriter writer,
      JournalReader reader,
      InstantSource clock) {
    this.topic = topic;
    this.partitions = partitions;
    this.writer = writer;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Connects, and finds out how the topic is split.
   *
   * @param patience how long one append may take, and the first look at the topic
   * @param clock stamps the epoch lines
   */
  static KafkaJournal open(
      Properties clients,
      String topic,
      LedgerCodec codec,
      String user,
      Duration patience,
      InstantSource clock)
      throws JournalException {
    KafkaProducer<byte[], byte[]> producer = null;
    try {
      producer =
          new KafkaProducer<>(
              writing(clients, user, patience),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      int partitions = producer.partitionsFor(topic).size();
      var writer =
          new JournalWriter(
              topic,
              codec,
              producer,
              threads("vedette-journal-write-" + user),
              threads("vedette-written-" + user));
      Properties reading = KafkaClients.reading(clients);
      var reader =
          new JournalReader(
              topic,
              codec,
              () ->
                  new KafkaConsumer<>(
                      reading, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
              System::nanoTime,
              threads("vedette-journal-read-" + user));
      return new KafkaJournal(topic, partitions, writer, reader, clock);
    } catch (KafkaException e) {
      if (producer != null) {
        producer.close(Duration.ZERO);
      }
      throw new JournalException(
          "cannot reach the ledger topic %s at %s: %s; is the broker up, and the topic there (%s)?"
              .formatted(
                  topic,
                  clients.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
                  e.getMessage(),
                  "vedette topics create"),
          e);
    }
  }

  private static Properties writing(Properties clients, String user, Duration patience) {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, user);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(patience.toMillis()));
    properties.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis() / 2));
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(patience.toMillis()));
    return properties;
  }

  private static ThreadFactory threads(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public CompletionStage<JournalPosition> append(LedgerLine line) {
    return writer.append(line, partitionOf(line.accountKey()));
  }

  @Override
  public int partitionOf(String accountKey) {
    byte[] key = accountKey.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  @Override
  public List<JournalPosition> mark(String key, String epoch) throws JournalException {
    LedgerLine line = LedgerLine.epoch(key, epoch, clock.instant());
    List<CompletionStage<JournalPosition>> marks = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      marks.add(writer.append(line, partition));
    }
    List<JournalPosition> positions = new ArrayList<>();
    for (CompletionStage<JournalPosition> mark : marks) {
      try {
        positions.add(mark.toCompletableFuture().join());
      } catch (CompletionException e) {
        throw new JournalException("cannot mark an epoch in " + topic, e.getCause());
      }
    }
    return positions;
  }

  @Override
  public CompletionStage<List<LedgerLine>> read(int partition, long fromOffset, long untilOffset) {
    return reader.read(partition, fromOffset, untilOffset);
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
