package dev.vedette.pipeline;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.UnreadableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The journal in its topic. Lines are written with {@code acks=all} outside any transaction: a
 * transaction would make them visible only at the next checkpoint, which is too late to protect a
 * call that is made now.
 */
final class KafkaJournal implements Journal {
  /** How long one append may take; longer than that, no call is made. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String topic;
  private final LedgerCodec codec;
  private final Properties clients;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService background;
  private final int partitions;

  private KafkaJournal(
      String topic,
      LedgerCodec codec,
      Properties clients,
      KafkaProducer<byte[], byte[]> producer,
      int partitions,
      ThreadFactory threads) {
    this.topic = topic;
    this.codec = codec;
    this.clients = clients;
    this.producer = producer;
    this.partitions = partitions;
    this.background = Executors.newSingleThreadExecutor(threads);
  }

  /** Connects, and finds out how the topic is split. */
  static KafkaJournal open(Properties clients, String topic, LedgerCodec codec, String user)
      throws JournalException {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, user);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
    var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      int partitions = producer.partitionsFor(topic).size();
      ThreadFactory threads =
          work -> {
            var thread = new Thread(work, "vedette-journal-" + user);
            thread.setDaemon(true);
            return thread;
          };
      return new KafkaJournal(topic, codec, clients, producer, partitions, threads);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw new JournalException(
          "cannot reach the ledger topic %s: is the broker up and the topic there (vedette topics"
                  .formatted(topic)
              + " create)?",
          e);
    }
  }

  @Override
  public CompletionStage<JournalPosition> append(LedgerLine line) {
    return append(line, partitionOf(line.accountKey()));
  }

  private CompletionStage<JournalPosition> append(LedgerLine line, int partition) {
    var written = new CompletableFuture<JournalPosition>();
    try {
      // Off the caller's thread: a producer without metadata blocks.
      background.execute(() -> send(line, partition, written));
    } catch (RejectedExecutionException e) {
      written.completeExceptionally(new JournalException("the journal is closed", e));
    }
    return written;
  }

  private void send(LedgerLine line, int partition, CompletableFuture<JournalPosition> written) {
    try {
      Encoded encoded = codec.encode(line);
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  partition,
                  line.accountKey().getBytes(StandardCharsets.UTF_8),
                  encoded.value(),
                  encoded.headers()),
              (metadata, failure) -> {
                if (failure == null) {
                  written.complete(new JournalPosition(metadata.partition(), metadata.offset()));
                } else {
                  written.completeExceptionally(
                      new JournalException("cannot append to " + topic, failure));
                }
              });
    } catch (IOException | KafkaException | IllegalStateException e) {
      written.completeExceptionally(new JournalException("cannot append to " + topic, e));
    }
  }

  @Override
  public int partitionOf(String accountKey) {
    byte[] key = accountKey.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  @Override
  public List<JournalPosition> mark(String key, String epoch) throws JournalException {
    LedgerLine line = LedgerLine.epoch(key, epoch, Instant.now());
    List<CompletionStage<JournalPosition>> marks = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      marks.add(append(line, partition));
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
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return readNow(partition, fromOffset, untilOffset);
          } catch (JournalException e) {
            throw new CompletionException(e);
          }
        },
        background);
  }

  private List<LedgerLine> readNow(int partition, long fromOffset, long untilOffset)
      throws JournalException {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    var place = new TopicPartition(topic, partition);
    List<LedgerLine> lines = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(place));
      consumer.seek(place, fromOffset);
      while (consumer.position(place, PATIENCE) < untilOffset) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (record.offset() < untilOffset) {
            lines.add(codec.decode(record.headers(), record.value()));
          }
        }
      }
      return lines;
    } catch (KafkaException | IOException | UnreadableRecordException e) {
      throw new JournalException("cannot read %s from %d".formatted(place, fromOffset), e);
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
    producer.close(Duration.ofSeconds(1));
  }
}
