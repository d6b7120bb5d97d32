package dev.vedette.simulators.devices;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends to Kafka, idempotently and to all replicas, and counts what is acknowledged.
 *
 * <p>It holds out while the broker is away for up to ten minutes. Nothing is compressed, because
 * JPEG does not compress.
 */
final class Outbox implements AutoCloseable {
  private static final int HOLD_OUT_MILLIS = 600_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLongArray counts = new AtomicLongArray(Sort.values().length);
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /** What a record is counted as. */
  enum Sort {
    EVENT,
    DUPLICATE,
    BAD
  }

  /**
   * @param connection settings of a producer: where the broker is, and how to log in
   */
  Outbox(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * 1024 * 1024);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, HOLD_OUT_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, HOLD_OUT_MILLIS);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "simulated-cameras");
    settings.putAll(connection);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a record; what becomes of it shows later.
   *
   * @param whenFailed runs once {@link #failure()} is there
   */
  void send(Sort sort, ProducerRecord<byte[], byte[]> record, Runnable whenFailed) {
    var unused =
        producer.send(
            record,
            (metadata, exception) -> {
              if (exception == null) {
                counts.incrementAndGet(sort.ordinal());
                bytes.addAndGet(record.value().length);
              } else {
                failed.incrementAndGet();
                failure.compareAndSet(null, exception);
                whenFailed.run();
              }
            });
  }

  /** Returns when everything sent is acknowledged or has failed. */
  void flush() {
    producer.flush();
  }

  SentCounts counts() {
    return new SentCounts(
        counts.get(Sort.EVENT.ordinal()),
        counts.get(Sort.DUPLICATE.ordinal()),
        counts.get(Sort.BAD.ordinal()),
        failed.get(),
        bytes.get());
  }

  /** Why the first record failed, if one did. */
  @Nullable Exception failure() {
    return failure.get();
  }

  /** Gives up what is not acknowledged. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
