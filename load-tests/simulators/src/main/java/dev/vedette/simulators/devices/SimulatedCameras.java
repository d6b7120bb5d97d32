package dev.vedette.simulators.devices;

import dev.vedette.simulators.devices.CameraRecords.Defect;
import dev.vedette.simulators.devices.CameraRecords.Device;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cameras that do not exist: {@code camera-01}, {@code camera-02} and so on, of the tenant {@code
 * demo}, whose event ids begin with {@code simulated-}. They take turns, on one thread.
 *
 * <p><b>Their clocks are simulated too.</b> A run that ends is stamped as if each camera had taken
 * its frames one after the other at the plan's frame rate, the last of them about when the run
 * began: a run of some seconds tells of some minutes, with quiet in between, and no frame comes
 * from the future. A run without end is stamped with the time of sending, and so is one whose plan
 * is {@link CameraPlan#inRealTime()}.
 */
public final class SimulatedCameras implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedCameras.class);
  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(2);

  /** The headway counts events alone. */
  private static final Runnable NOT_COUNTED = () -> {};

  private final CameraPlan plan;
  private final List<PictureSequence> pictures;
  private final Headway headway;
  private final CaptureClock capture;
  private final Outbox outbox;
  private final CameraRecords records;
  private final SplittableRandom random;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "simulated-cameras");

  private SimulatedCameras(
      CameraPlan plan,
      List<PictureSequence> pictures,
      Headway headway,
      Map<String, Object> connection,
      InstantSource clock) {
    this.plan = plan;
    this.pictures = pictures;
    this.headway = headway;
    this.capture = CaptureClock.of(plan, clock);
    this.records = new CameraRecords(plan.topic());
    this.random = new SplittableRandom(plan.seed());
    this.outbox = new Outbox(connection);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, error) -> LOG.error("simulated cameras die", error));
  }

  /**
   * Begins to send at once.
   *
   * @param pictures what each camera sees, the first being 0: {@link Scenery}, or a {@link Clip}
   *     for all of them; the run ends early when all have come to their end
   * @param connection settings of a Kafka producer, {@code bootstrap.servers} at least
   */
  public static SimulatedCameras start(
      CameraPlan plan,
      IntFunction<? extends PictureSequence> pictures,
      Map<String, Object> connection,
      InstantSource clock) {
    return start(plan, pictures, Headway.unlimited(), connection, clock);
  }

  /**
   * As above, never further ahead of whoever reads the topic than the headway allows.
   *
   * @param headway is told by the caller how much has been read
   */
  public static SimulatedCameras start(
      CameraPlan plan,
      IntFunction<? extends PictureSequence> pictures,
      Headway headway,
      Map<String, Object> connection,
      InstantSource clock) {
    List<PictureSequence> sequences =
        IntStream.range(0, plan.cameras()).<PictureSequence>mapToObj(pictures).toList();
    boolean endless = sequences.stream().anyMatch(SimulatedCameras::isEndless);
    long frames = sequences.stream().mapToLong(PictureSequence::length).sum();
    CameraPlan limited = endless ? plan : plan.endingAfter(Math.min(plan.events(), frames));
    var cameras = new SimulatedCameras(limited, sequences, headway, connection, clock);
    cameras.thread.start();
    return cameras;
  }

  private static boolean isEndless(PictureSequence sequence) {
    return sequence.length() == PictureSequence.ENDLESS;
  }

  /** How many events there are to send; {@link CameraPlan#ENDLESS} for no end. */
  public long planned() {
    return plan.events();
  }

  public SentCounts counts() {
    return outbox.counts();
  }

  /** Waits until everything is acknowledged or something failed; false when that takes longer. */
  public boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Why not everything was sent, if something failed. Nothing more is sent from then on: a record
   * that is refused would be refused again.
   */
  public Optional<Exception> failure() {
    Exception mine = failure.get();
    return Optional.ofNullable(mine == null ? outbox.failure() : mine);
  }

  private void run() {
    try {
      sendAll();
      outbox.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Kafka's, and those of the pictures, which somebody else may have made.
      if (stopping.getCount() > 0) {
        LOG.error("simulated cameras stop: they cannot send to {}", plan.topic(), e);
        failure.set(e);
      }
    } finally {
      ended.countDown();
    }
  }

  private void sendAll() throws InterruptedException {
    long start = System.nanoTime();
    long sent = 0;
    for (long turn = 0; sent < plan.events() && outbox.failure() == null; turn++) {
      int camera = (int) (turn % plan.cameras());
      long frame = turn / plan.cameras();
      if (frame < pictures.get(camera).length()) {
        if (!onTime(start, sent)) {
          return;
        }
        send(camera, frame);
        sent++;
      }
    }
  }

  /** Waits until so many events may have been sent; false when it is time to stop. */
  private boolean onTime(long startNanos, long sent) throws InterruptedException {
    double perSecond = plan.eventsPerSecond();
    long dueNanos = perSecond == 0 ? 0 : (long) (sent / perSecond * 1e9);
    long waitNanos = dueNanos - (System.nanoTime() - startNanos);
    return (waitNanos <= 0 || perSecond == 0)
        ? stopping.getCount() > 0
        : !stopping.await(waitNanos, TimeUnit.NANOSECONDS);
  }

  private void send(int camera, long frame) throws InterruptedException {
    Device device = Device.number(camera);
    Instant at = capture.capturedAt(frame);
    byte[] jpeg = pictures.get(camera).frame(frame, Duration.between(capture.startedAt(), at));
    headway.send(jpeg.length);
    if (stopping.getCount() == 0) {
      return;
    }
    String eventId = "simulated-%s-%s-%d".formatted(plan.run(), device.name(), frame);
    Runnable lost = () -> headway.lost(jpeg.length);
    outbox.send(Outbox.Sort.EVENT, records.good(device, eventId, at, jpeg), lost);
    if (random.nextDouble() < plan.duplicateShare()) {
      outbox.send(Outbox.Sort.DUPLICATE, records.good(device, eventId, at, jpeg), NOT_COUNTED);
    }
    if (random.nextDouble() < plan.badShare()) {
      Defect defect = Defect.values()[random.nextInt(Defect.values().length)];
      var bad = records.bad(defect, device, eventId + "-bad", at, jpeg);
      outbox.send(Outbox.Sort.BAD, bad, NOT_COUNTED);
    }
  }

  /**
   * Stops sending; what was sent is still waited for, but for no longer than two seconds.
   *
   * @return whether all of it is acknowledged, so that {@link #counts()} is final
   */
  public boolean stop() throws InterruptedException {
    stopping.countDown();
    headway.end();
    return awaitEnd(GIVE_UP_AFTER);
  }

  /** Stops; then gives up what is not acknowledged. */
  @Override
  public void close() {
    try {
      if (!stop()) {
        LOG.warn("gave up what {} did not acknowledge", plan.topic());
      }
      outbox.close();
      thread.join(GIVE_UP_AFTER.toMillis());
    } catch (InterruptedException e) {
      outbox.close();
      Thread.currentThread().interrupt();
    }
  }
}
