package dev.vedette.scenarios.load;

import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.Encoded;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.load.Fleet;
import dev.vedette.simulators.load.FleetEvent;
import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a fleet of devices sends, each event when it is due or, where that is over, at once;
 * the latency of each counts from when it was due.
 */
final class Traffic implements AutoCloseable {
  /** By this name, the broker's quotas leave the devices alone. */
  static final String CLIENT = "devices";

  private final RunClock clock;
  private final Fleet fleet;
  private final SentEvents sent = new SentEvents();
  private final EventEncoder encoder =
      new EventEncoder(WireOptions.PLAIN, Site.CAMERAS, Site.SENSORS);
  private final KafkaProducer<byte[], byte[]> producer;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private volatile boolean ending;
  private volatile @Nullable Exception failure;

  Traffic(String bootstrap, FleetPlan plan, RunClock clock) {
    this.clock = clock;
    this.fleet = new Fleet(plan);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                CLIENT,
                "acks",
                "all",
                "linger.ms",
                "0",
                "buffer.memory",
                String.valueOf(64 << 20),
                "max.request.size",
                String.valueOf(4 << 20)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends on schedule from now on, for so long or until {@link #end}; done when all is
   * acknowledged.
   */
  CompletableFuture<Void> pace(Schedule schedule, Duration length) {
    ending = false;
    return CompletableFuture.runAsync(
        () -> {
          long start = clock.nanos();
          long end = start + length.toNanos();
          long number = 0;
          for (long due = start; due < end && !ending; due = start + schedule.dueNanos(++number)) {
            await(due);
            send(due);
          }
          producer.flush();
        },
        thread);
  }

  /** Sends as fast as it can, for so long, but never so many more than are worked off. */
  CompletableFuture<Void> flood(Duration length, LongSupplier backlog, LongSupplier most) {
    return CompletableFuture.runAsync(
        () -> {
          long end = clock.nanos() + length.toNanos();
          while (clock.nanos() < end) {
            if (backlog.getAsLong() < most.getAsLong()) {
              send(clock.nanos());
            } else {
              LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
          }
          producer.flush();
        },
        thread);
  }

  /** Ends what is sent on schedule. */
  void end() {
    ending = true;
  }

  private void await(long dueNanos) {
    for (long left = dueNanos - clock.nanos(); left > 0; left = dueNanos - clock.nanos()) {
      LockSupport.parkNanos(left);
    }
  }

  private void send(long dueNanos) {
    FleetEvent event = fleet.next(Duration.ofNanos(dueNanos));
    int number = sent.add(dueNanos);
    Encoded record;
    try {
      record = encoded(number, event);
    } catch (IOException e) {
      throw new UncheckedIOException("no more events after " + number, e);
    }
    producer.send(
        new ProducerRecord<>(
            event.picture() == null ? Site.SENSORS : Site.CAMERAS,
            null,
            event.device().getBytes(StandardCharsets.UTF_8),
            record.value(),
            record.headers()),
        (place, e) -> {
          if (e != null) {
            failure = e;
          }
        });
  }

  private Encoded encoded(int number, FleetEvent event) throws IOException {
    var capture =
        new Capture(
            SentEvents.id(number),
            Site.TENANT,
            event.device(),
            event.deviceClass(),
            clock.at(event.capturedAt()).truncatedTo(ChronoUnit.MICROS));
    Picture picture = event.picture();
    return picture == null
        ? encoder.encode(capture, Objects.requireNonNull(event.samples()))
        : encoder.encode(capture, picture);
  }

  SentEvents sent() {
    return sent;
  }

  /** That the broker took all of it. */
  void complain() {
    Exception e = failure;
    if (e != null) {
      throw new IllegalStateException("the broker did not take an event", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close();
  }
}
