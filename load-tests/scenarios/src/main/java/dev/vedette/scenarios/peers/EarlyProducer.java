package dev.vedette.scenarios.peers;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer for topics that have only just been created.
 *
 * <p>Kafka's usual one, with five requests under way, was seen to stop sending to a partition of
 * such a topic now and then, and its flush never to end; why is not known. This one waits for each
 * request, and that was not seen again.
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
