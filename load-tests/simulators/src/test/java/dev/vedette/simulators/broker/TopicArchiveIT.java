package dev.vedette.simulators.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class TopicArchiveIT {
  @TempDir Path folder;

  @Test
  void anotherBrokerHasTheSameAtTheSameOffsetsAndNothingInFrontOfIt() throws Exception {
    var archive = new TopicArchive(folder.resolve("topics.jsonl"));
    try (var broker = LocalBroker.start()) {
      broker.createTopics(2, "whole", "counted");
      try (var producer =
          new KafkaProducer<>(
              Map.<String, Object>of("bootstrap.servers", broker.bootstrap()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        for (int i = 0; i < 10; i++) {
          byte[] bytes = ("record " + i).getBytes(UTF_8);
          var header = new RecordHeader("schema", bytes);
          producer.send(new ProducerRecord<>("whole", i % 2, bytes, bytes, List.of(header)));
          producer.send(new ProducerRecord<>("counted", 1, bytes, bytes));
        }
        producer.send(new ProducerRecord<>("whole", 1, "taken back".getBytes(UTF_8), null));
      }
      archive.keep(broker, List.of("whole"), List.of("counted"));
    }
    try (var broker = LocalBroker.start()) {
      broker.createTopics(2, "whole", "counted");
      archive.restore(broker);
      try (var consumer =
          new KafkaConsumer<>(
              Map.<String, Object>of("bootstrap.servers", broker.bootstrap()),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())) {
        var whole = new TopicPartition("whole", 1);
        var counted = new TopicPartition("counted", 1);
        assertThat(consumer.endOffsets(List.of(whole, counted)))
            .isEqualTo(Map.of(whole, 6L, counted, 10L));
        consumer.assign(List.of(whole));
        consumer.seek(whole, 4);
        var records = consumer.poll(Duration.ofSeconds(30)).records(whole);
        assertThat(records.get(0).value()).isEqualTo("record 9".getBytes(UTF_8));
        assertThat(records.get(0).headers().lastHeader("schema").value())
            .isEqualTo("record 9".getBytes(UTF_8));
        assertThat(records.get(1).key()).isEqualTo("taken back".getBytes(UTF_8));
        assertThat(records.get(1).value()).isNull();
      }

      assertThatThrownBy(() -> archive.restore(broker))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("whole-0: offset 0 became 5");
    }
  }
}
