package dev.vedette.cli.kafka;

import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends events to all replicas and counts what is acknowledged. */
public final class EventProducer implements AutoCloseable {
  private static final int LARGEST_REQUEST_BYTES = 16 * 1024 * 1024;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param clients what all clients of the deployment share
   */
  public EventProducer(Properties clients) {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "2");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Keyed by device, so that a device's events stay in their order. */
  public void send(String topic, Capture capture, Encoded event) {
    byte[] key = capture.device().getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topic, null, key, event.value(), event.headers()));
  }

  /** Sends a record as it is. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, exception) -> {
              if (exception == null) {
                acknowledged.incrementAndGet();
              } else {
                failed.incrementAndGet();
                failure.compareAndSet(null, exception);
              }
            });
  }

  /** Returns when everything sent is acknowledged or has failed. */
  public void flush() throws KafkaException {
    producer.flush();
  }

  public long acknowledged() {
    return acknowledged.get();
  }

  public long failed() {
    return failed.get();
  }

  /** Why the first one failed, if one did. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
