package dev.vedette.pipeline.held;

import java.io.Serializable;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Ends what an earlier run has left open, and keeps that run out if it still writes. */
final class LingeringTransactions implements Serializable {
  private static final long serialVersionUID = 1;

  private final Properties producers;

  LingeringTransactions(Properties producers) {
    this.producers = producers;
  }

  /**
   * @param checkpoint that is restored
   */
  void abort(OpenTransaction open, long checkpoint) {
    open.namesUntil(checkpoint).forEach(this::takeOver);
  }

  /** Whoever takes a transaction's name over ends it, if it is open. */
  private void takeOver(String name) {
    Properties properties = new Properties();
    properties.putAll(producers);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
    }
  }
}
