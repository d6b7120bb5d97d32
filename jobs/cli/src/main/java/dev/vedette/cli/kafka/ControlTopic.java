package dev.vedette.cli.kafka;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.control.Directive;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.OrderFold;
import dev.vedette.pipeline.Topics;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.OrderCodec;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The topic in which jobs are told what to do. */
public final class ControlTopic {
  private final ReadableConfig config;
  private final String topic;
  private final Properties clients;
  private final OrderCodec codec;

  private ControlTopic(ReadableConfig config, String topic, Properties clients, OrderCodec codec) {
    this.config = config;
    this.topic = topic;
    this.clients = clients;
    this.codec = codec;
  }

  /** Returns once the broker has answered and has the topic, as it must be. */
  public static ControlTopic reach(ReadableConfig config)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    String topic = Topics.of(config).control();
    OrderCodec codec = OrderFold.codec(config);
    try (Broker broker = Broker.reach(config)) {
      broker.require(List.of(topic));
      broker.requireCompacted(topic);
    }
    return new ControlTopic(config, topic, KafkaClients.properties(config), codec);
  }

  /** What a job obeys that reads the topic now. */
  public OrderFold standing() throws FailedCommandException, InvalidConfigurationException {
    OrderFold standing = OrderFold.of(config);
    try (TopicReader reader = TopicReader.open(config, topic)) {
      reader.toTheEnd(record -> take(record, standing));
    }
    return standing;
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, OrderFold standing)
      throws FailedCommandException {
    try {
      standing.take(record);
    } catch (SchemaRegistryException e) {
      throw noRegistry(e);
    }
  }

  /** Returns when all replicas have it. */
  public void give(Directive directive) throws FailedCommandException, InterruptedException {
    try {
      Encoded record = codec.encode(directive);
      send(
          new ProducerRecord<>(
              topic, null, bytes(directive.key()), record.value(), record.headers()));
    } catch (SchemaRegistryException e) {
      throw noRegistry(e);
    }
  }

  /**
   * Returns when all replicas know that nothing is ordered any more.
   *
   * @param key of what was
   */
  public void takeBack(String key) throws FailedCommandException, InterruptedException {
    send(new ProducerRecord<>(topic, bytes(key), null));
  }

  private void send(ProducerRecord<byte[], byte[]> record)
      throws FailedCommandException, InterruptedException {
    try {
      AcknowledgedSend.of(clients, record);
    } catch (KafkaException e) {
      throw new FailedCommandException(
          "nobody knows whether the order is in %s: %s. Look with 'vedette control show' or 'vedette control budget show', and give it again if it is not there"
              .formatted(topic, e.getMessage()),
          e);
    }
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static FailedCommandException noRegistry(SchemaRegistryException e) {
    return new FailedCommandException("the schema registry: " + e.getMessage(), e);
  }
}
