package dev.vedette.cli.produce;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.kafka.EventProducer;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.simulators.devices.Clip;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends pictures or readings as events of one device, at a rate, until all are sent. */
public final class Producing {
  private final Sender sender;
  private final EventEncoder encoder;
  private final EventProducer producer;
  private final InstantSource clock;
  private final StopSignal stop;

  /**
   * As whose events they are sent, and how.
   *
   * @param run tells the event ids of this run from those of others
   * @param perSecond 0 for as fast as the broker takes them
   */
  public record Sender(
      String topic,
      String tenant,
      String device,
      String deviceClass,
      String run,
      double perSecond) {
    public Sender {
      if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
        throw new IllegalArgumentException("--rate is not a rate: " + perSecond);
      }
    }
  }

  public Producing(
      Sender sender,
      EventEncoder encoder,
      EventProducer producer,
      InstantSource clock,
      StopSignal stop) {
    this.sender = sender;
    this.encoder = encoder;
    this.producer = producer;
    this.clock = clock;
    this.stop = stop;
  }

  /** Each frame once, captured now. */
  public void pictures(Clip clip)
      throws InterruptedException, SchemaRegistryException, FailedCommandException {
    long startNanos = System.nanoTime();
    for (int i = 0; i < clip.frames() && onTime(startNanos, i); i++) {
      byte[] jpeg = clip.frame(i, Duration.ZERO);
      int number = i + 1;
      JpegSize size =
          JpegSize.scan(jpeg)
              .orElseThrow(
                  () -> new FailedCommandException("picture %d is no JPEG".formatted(number)));
      Capture capture = capture(i, null, null, null);
      producer.send(
          sender.topic(),
          capture,
          encoder.encode(
              capture, new Picture(Picture.Encoding.JPEG, size.width(), size.height(), jpeg)));
    }
    producer.flush();
  }

  /**
   * Each frame when it arrives, until the stream ends or the broker takes no more.
   *
   * @return how many were sent
   */
  public long stream(LiveFrames frames)
      throws InterruptedException, SchemaRegistryException, FailedCommandException {
    long startNanos = System.nanoTime();
    long sent = 0;
    while (onTime(startNanos, sent) && producer.failure().isEmpty()) {
      Optional<LiveFrames.Frame> frame = frames.next(stop);
      if (frame.isEmpty()) {
        break;
      }
      Capture capture = capture(sent, null, null, frame.get().at());
      producer.send(sender.topic(), capture, encoder.encode(capture, frame.get().picture()));
      sent++;
    }
    producer.flush();
    return sent;
  }

  /** Each reading once; what a line does not say is said by the sender and the clock. */
  public void readings(List<Reading> readings)
      throws InterruptedException, SchemaRegistryException {
    long startNanos = System.nanoTime();
    for (int i = 0; i < readings.size() && onTime(startNanos, i); i++) {
      Reading reading = readings.get(i);
      Capture capture = capture(i, reading.device(), reading.eventId(), reading.capturedAt());
      producer.send(sender.topic(), capture, encoder.encode(capture, reading.samples()));
    }
    producer.flush();
  }

  private Capture capture(
      long index, @Nullable String device, @Nullable String eventId, @Nullable Instant at) {
    return new Capture(
        eventId == null ? "%s-%d".formatted(sender.run(), index) : eventId,
        sender.tenant(),
        device == null ? sender.device() : device,
        sender.deviceClass(),
        at == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : at);
  }

  private boolean onTime(long startNanos, long sent) throws InterruptedException {
    double perSecond = sender.perSecond();
    long dueNanos = perSecond == 0 ? 0 : (long) (sent / perSecond * 1e9);
    long waitNanos = perSecond == 0 ? 0 : dueNanos - (System.nanoTime() - startNanos);
    return waitNanos <= 0 ? !stop.requested() : !stop.within(Duration.ofNanos(waitNanos));
  }
}
