package dev.vedette.cli.quickstart;

import dev.vedette.cli.kafka.EventProducer;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.pipeline.wire.EventEncoder;
import dev.vedette.pipeline.wire.SchemaRegistryException;
import dev.vedette.simulators.devices.PictureSequence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Cameras that do not exist, on one thread, in turns. Event ids begin with {@code simulated-}.
 *
 * <p>Where the plan runs in real time, a frame is stamped when it is sent, so that the time from
 * capture to verdict is a time that passed.
 */
final class Cameras implements AutoCloseable {
  static final String TENANT = "demo";

  private static final String[] CLASSES = {"door", "yard"};
  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(5);

  /** By the clock of a camera that is sent as fast as possible. */
  private static final Duration FRAME_EVERY = Duration.ofMillis(200);

  private final QuickstartPlan plan;
  private final String topic;
  private final String run;
  private final List<PictureSequence> views;
  private final EventEncoder encoder;
  private final EventProducer producer;
  private final InstantSource clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "quickstart-cameras");

  /**
   * @param run tells the event ids of this run from those of others
   * @param views what each camera sees
   */
  Cameras(
      QuickstartPlan plan,
      String topic,
      String run,
      List<PictureSequence> views,
      EventEncoder encoder,
      EventProducer producer,
      InstantSource clock) {
    this.plan = plan;
    this.topic = topic;
    this.run = run;
    this.views = List.copyOf(views);
    this.encoder = encoder;
    this.producer = producer;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** How many events the broker has acknowledged. */
  long sent() {
    return producer.acknowledged();
  }

  /** Whether all that will be sent is acknowledged, or something failed. */
  boolean ended() {
    return ended.getCount() == 0;
  }

  Optional<Exception> failure() {
    Exception mine = failure.get();
    return mine == null ? producer.failure() : Optional.of(mine);
  }

  private void run() {
    try {
      sendAll();
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException | SchemaRegistryException e) {
      failure.set(e);
    } finally {
      ended.countDown();
    }
  }

  private void sendAll() throws InterruptedException, SchemaRegistryException {
    long startNanos = System.nanoTime();
    Instant begin = now();
    long framesEach = (plan.events() + views.size() - 1) / views.size();
    Instant first = plan.inRealTime() ? begin : begin.minus(FRAME_EVERY.multipliedBy(framesEach));
    for (long sent = 0; sent < plan.events() && onTime(startNanos, sent); sent++) {
      int camera = (int) (sent % views.size());
      long frame = sent / views.size();
      Instant at = plan.inRealTime() ? now() : first.plus(FRAME_EVERY.multipliedBy(frame));
      Instant notBefore = at.isBefore(first) ? first : at;
      send(camera, frame, notBefore, Duration.between(first, notBefore));
    }
  }

  private void send(int camera, long frame, Instant at, Duration sinceStart)
      throws SchemaRegistryException {
    byte[] jpeg = views.get(camera).frame(frame, sinceStart);
    JpegSize size = JpegSize.scan(jpeg).orElse(new JpegSize(1, 1, 3));
    String device = "camera-%02d".formatted(camera + 1);
    var capture =
        new Capture(
            "simulated-%s-%s-%d".formatted(run, device, frame),
            TENANT,
            device,
            CLASSES[camera % CLASSES.length],
            at);
    var picture = new Picture(Picture.Encoding.JPEG, size.width(), size.height(), jpeg);
    producer.send(topic, capture, encoder.encode(capture, picture));
  }

  /** Waits until so many events may have been sent; false when it is time to stop. */
  private boolean onTime(long startNanos, long sent) throws InterruptedException {
    double perSecond = plan.eventsPerSecond();
    long dueNanos = perSecond == 0 ? 0 : (long) (sent / perSecond * 1e9);
    long waitNanos = perSecond == 0 ? 0 : dueNanos - (System.nanoTime() - startNanos);
    return waitNanos <= 0
        ? stopping.getCount() > 0
        : !stopping.await(waitNanos, TimeUnit.NANOSECONDS);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Stops sending; what was sent is still waited for, for some seconds. */
  void stop() throws InterruptedException {
    stopping.countDown();
    if (thread.isAlive()) {
      thread.join(GIVE_UP_AFTER.toMillis());
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    producer.close();
  }
}
