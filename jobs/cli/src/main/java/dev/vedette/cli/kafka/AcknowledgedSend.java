package dev.vedette.cli.kafka;

import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a single record and waits until all replicas have it. */
final class AcknowledgedSend {
  private static final String PATIENCE_MILLIS = "15000";

  private AcknowledgedSend() {}

  /**
   * Returns when all replicas have the record.
   *
   * @throws KafkaException if that is not said in time; the record may be there all the same
   */
  static void of(Properties clients, ProducerRecord<byte[], byte[]> record)
      throws InterruptedException {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaException(cause.getMessage(), cause);
    }
  }
}
