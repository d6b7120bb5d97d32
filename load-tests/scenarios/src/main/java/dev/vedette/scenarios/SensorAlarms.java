package dev.vedette.scenarios;

import dev.vedette.core.event.Samples;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Readings beyond their limits, on schedule, from a thread of their own. Each is from a device that
 * nobody has heard of before, so each is an episode and a question.
 */
public final class SensorAlarms implements AutoCloseable {
  static final String TOPIC = "events.sensor";

  /** An option of the job that makes each of these readings positive. */
  static final String LIMITS = "vedette.sensor.limits.bearing_celsius=0..100";

  private static final Samples TOO_HOT =
      new Samples(List.of("bearing_celsius"), 0, new float[] {140});

  private final KafkaProducer<byte[], byte[]> producer;
  private final EventEncoder encoder = new EventEncoder(WireOptions.PLAIN, "events.camera", TOPIC);
  private final double perSecond;
  private final CompletableFuture<Long> sent;
  private final AtomicLong failed = new AtomicLong();
  private volatile boolean ending;

  private SensorAlarms(LocalBroker broker, double perSecond) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.perSecond = perSecond;
    this.sent = CompletableFuture.supplyAsync(this::send);
  }

  static SensorAlarms start(LocalBroker broker, double perSecond) {
    return new SensorAlarms(broker, perSecond);
  }

  private long send() {
    long start = System.nanoTime();
    long number = 0;
    while (!ending) {
      long wait = start + (long) (number * 1e9 / perSecond) - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      } else {
        send(number++);
      }
    }
    producer.flush();
    return number - failed.get();
  }

  private void send(long number) {
    String device = "pump-" + number;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    try {
      Encoded record =
          encoder.encode(new Capture("alarm-" + number, "acme", device, "pump", now), TOO_HOT);
      producer.send(
          new ProducerRecord<>(
              TOPIC,
              null,
              device.getBytes(StandardCharsets.UTF_8),
              record.value(),
              record.headers()),
          (place, failure) -> {
            if (failure != null) {
              failed.incrementAndGet();
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("no more alarms after " + number, e);
    }
  }

  /** Ends; how many the broker has acknowledged. */
  public long end() {
    ending = true;
    return sent.join();
  }

  @Override
  public void close() {
    ending = true;
    sent.join();
    producer.close();
  }
}
