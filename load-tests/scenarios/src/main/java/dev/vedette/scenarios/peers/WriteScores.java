package dev.vedette.scenarios.peers;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes JSON records of the Flink peer's scores. */
record WriteScores(String topic) implements KafkaRecordSerializationSchema<Scored> {
  private static final long serialVersionUID = 1;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Scored scored, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, scored.id().getBytes(StandardCharsets.UTF_8), DigitJson.write(scored));
  }
}
