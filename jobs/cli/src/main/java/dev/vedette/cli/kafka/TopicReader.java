package dev.vedette.cli.kafka;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a small topic from its beginning to its end, and on from there. */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(
      String topic, KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.topic = topic;
    this.consumer = consumer;
    this.partitions = partitions;
  }

  static TopicReader open(ReadableConfig config, String topic)
      throws InvalidConfigurationException, FailedCommandException {
    Properties properties = new Properties();
    properties.putAll(KafkaClients.properties(config));
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicReader(topic, consumer, partitions);
    } catch (KafkaException e) {
      consumer.close();
      throw failed(topic, e);
    }
  }

  /** All records from where it stands to what is the end now. */
  List<ConsumerRecord<byte[], byte[]>> toTheEnd() throws FailedCommandException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
    return records;
  }

  /** What has come since, after a moment in which something might. */
  List<ConsumerRecord<byte[], byte[]>> next() throws FailedCommandException {
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
