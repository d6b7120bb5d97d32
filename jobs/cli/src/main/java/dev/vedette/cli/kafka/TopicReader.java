package dev.vedette.cli.kafka;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, or from some time on, to its end, and on from there. */
public final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Without a record that is known to be there; then the broker counts as away. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** What a reader does with a record that comes along. */
  @FunctionalInterface
  public interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record) throws FailedCommandException;
  }

  private TopicReader(
      String topic, KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.topic = topic;
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Stands at the topic's beginning.
   *
   * @throws FailedCommandException if there is no such topic, or no broker
   */
  public static TopicReader open(ReadableConfig config, String topic)
      throws InvalidConfigurationException, FailedCommandException {
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(config));
    // What a crash left unfinished was never said.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new FailedCommandException(
            "there is no topic %s on this broker; vedette topics create makes those of a deployment"
                .formatted(topic));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicReader(topic, consumer, partitions);
    } catch (KafkaException e) {
      consumer.close();
      throw failed(topic, e);
    } catch (FailedCommandException e) {
      consumer.close();
      throw e;
    }
  }

  /** Goes to the first record of each partition that was written then or later. */
  public void seek(Instant from) throws FailedCommandException {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    try {
      Map<TopicPartition, OffsetAndTimestamp> places = consumer.offsetsForTimes(times);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp place = places.get(partition);
        consumer.seek(partition, place == null ? ends.get(partition) : place.offset());
      }
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  /** Goes to where another reader stood. */
  void seek(ReadTo place) {
    for (TopicPartition partition : partitions) {
      // A partition that is new since then has had nothing before.
      consumer.seek(partition, place.offsets().getOrDefault(partition.partition(), 0L));
    }
  }

  /** Where it stands. */
  ReadTo position() throws FailedCommandException {
    try {
      return new ReadTo(
          partitions.stream()
              .collect(Collectors.toMap(TopicPartition::partition, consumer::position)));
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  /** The record that stands at a place; empty if none does any more, or yet. */
  public Optional<ConsumerRecord<byte[], byte[]>> at(int partition, long offset)
      throws FailedCommandException {
    var place = new TopicPartition(topic, partition);
    if (!partitions.contains(place)) {
      return Optional.empty();
    }
    try {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      if (offset < begins.getOrDefault(place, 0L) || offset >= ends.getOrDefault(place, 0L)) {
        return Optional.empty();
      }
      return read(place, offset);
    } catch (KafkaException e) {
      throw failed(topic, e);
    } finally {
      consumer.assign(partitions);
    }
  }

  private Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition place, long offset)
      throws FailedCommandException {
    consumer.assign(List.of(place));
    consumer.seek(place, offset);
    long start = System.nanoTime();
    while (consumer.position(place) <= offset) {
      complainAfter(start);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() == offset) {
          return Optional.of(record);
        }
      }
    }
    return Optional.empty(); // deleted within its segment, or no record but a marker
  }

  /** All records from where it stands to what is the end now. */
  List<ConsumerRecord<byte[], byte[]>> toTheEnd() throws FailedCommandException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    toTheEnd(records::add);
    return records;
  }

  /** Hands over all records from where it stands to what is the end now. */
  public void toTheEnd(Taker taker) throws FailedCommandException {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long heard = System.nanoTime();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        complainAfter(heard);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          taker.take(record);
          heard = System.nanoTime();
        }
      }
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  private void complainAfter(long heard) throws FailedCommandException {
    if (System.nanoTime() - heard > PATIENCE.toNanos()) {
      throw new FailedCommandException(
          "cannot read %s: nothing has come for %d s, and there is more; is the broker still up?"
              .formatted(topic, PATIENCE.toSeconds()));
    }
  }

  /** What has come since, after a moment in which something might. */
  public List<ConsumerRecord<byte[], byte[]>> next() throws FailedCommandException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try {
      consumer.poll(POLL).forEach(records::add);
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
    return records;
  }

  private static FailedCommandException failed(String topic, KafkaException e) {
    return new FailedCommandException("cannot read %s: %s".formatted(topic, e.getMessage()), e);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
