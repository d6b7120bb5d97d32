package dev.vedette.cli.quickstart;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.cluster.Causes;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.KafkaClients;
import dev.vedette.pipeline.Topics;
import dev.vedette.simulators.devices.CameraPlan;
import dev.vedette.simulators.devices.Headway;
import dev.vedette.simulators.devices.PictureSequence;
import dev.vedette.simulators.devices.SimulatedCameras;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.configuration.ReadableConfig;

/** Simulated cameras that send what a plan says, never too far ahead of the job. */
public final class CameraRun implements AutoCloseable {
  /** Less than the broker keeps of one partition, as all frames can be in one. */
  private static final long HEADWAY_BYTES = QuickstartTopics.FRAMES_KEPT_BYTES * 3 / 4;

  private final SimulatedCameras cameras;
  private final Headway headway;

  private CameraRun(SimulatedCameras cameras, Headway headway) {
    this.cameras = cameras;
    this.headway = headway;
  }

  /** Begins to send at once. */
  static CameraRun start(QuickstartPlan plan, ReadableConfig config, Views views)
      throws InvalidConfigurationException {
    CameraPlan asked =
        CameraPlan.to(Topics.CAMERA, Long.toString(System.currentTimeMillis(), 36))
            .of(plan.devices())
            .endingAfter(plan.events())
            .at(plan.eventsPerSecond());
    return start(plan.inRealTime() ? asked.inRealTime() : asked, config, views.each()::get);
  }

  /**
   * Begins to send at once.
   *
   * @param pictures what each camera sees, the first being 0
   */
  public static CameraRun start(
      CameraPlan plan, ReadableConfig config, IntFunction<? extends PictureSequence> pictures)
      throws InvalidConfigurationException {
    Map<String, Object> connection = new HashMap<>();
    KafkaClients.properties(config)
        .forEach((name, value) -> connection.put(String.valueOf(name), value));
    var headway = new Headway(HEADWAY_BYTES);
    return new CameraRun(
        SimulatedCameras.start(plan, pictures, headway, connection, InstantSource.system()),
        headway);
  }

  /** Is told how many events the job has read by now: the cameras do not outrun it. */
  public void read(long events) {
    headway.read(events);
  }

  /** Whether all that will be sent is acknowledged, or something failed. */
  public boolean ended() throws InterruptedException {
    return awaitEnd(Duration.ZERO);
  }

  /** Waits for that; false when it takes longer. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return cameras.awaitEnd(atMost) || cameras.failure().isPresent();
  }

  /**
   * Ends the sending; returns how many events the broker has.
   *
   * @param early whether somebody wants it to end, however much is left to send
   */
  public long stop(boolean early) throws FailedCommandException, InterruptedException {
    boolean acknowledged = cameras.stop();
    Optional<Exception> failure = cameras.failure();
    if (failure.isPresent()) {
      throw new FailedCommandException(
          "the cameras cannot send: " + Causes.deepest(failure.get()), failure.get());
    }
    if (!acknowledged) {
      throw new FailedCommandException(
          "the broker does not acknowledge what the cameras have sent; the log says more");
    }
    long sent = cameras.counts().events();
    if (sent < cameras.planned() && !early) {
      throw new FailedCommandException(
          "the cameras have ended early, after %d%s events; the log says more"
              .formatted(
                  sent, cameras.planned() == CameraPlan.ENDLESS ? "" : " of " + cameras.planned()));
    }
    return sent;
  }

  @Override
  public void close() {
    cameras.close();
  }
}
