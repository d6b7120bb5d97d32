package dev.vedette.simulators.devices;

import dev.vedette.simulators.broker.LocalBroker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker for simulated cameras, and all that they have sent to it. */
final class FrameTopics implements AutoCloseable {
  private final LocalBroker broker = LocalBroker.start();

  void create(int partitions, String topic) throws InterruptedException {
    broker.createTopics(partitions, topic);
  }

  /** Cameras that all see the same clip. */
  SimulatedCameras film(CameraPlan plan, Clip clip) {
    return SimulatedCameras.start(plan, camera -> clip, connection(), InstantSource.system());
  }

  Map<String, Object> connection() {
    return Map.of("bootstrap.servers", broker.bootstrap());
  }

  /** All that stands in the topic. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            connection(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    broker.close();
  }
}
