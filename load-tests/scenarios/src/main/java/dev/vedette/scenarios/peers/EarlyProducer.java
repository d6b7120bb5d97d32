package dev.vedette.scenarios.peers;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer for topics that have only just been created.
 *
 * <p>Kafka's usual one has five requests under way. Where the first of them comes before its
 * partition is ready, the others have come out of order, and now and then nothing of that partition
 * is sent any more. This one waits for each request.
 */
final class EarlyProducer {
  private EarlyProducer() {}

  static KafkaProducer<byte[], byte[]> of(String bootstrap) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrap,
            "acks", "all",
            "linger.ms", "0",
            "enable.idempotence", "false",
            "max.in.flight.requests.per.connection", "1"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
