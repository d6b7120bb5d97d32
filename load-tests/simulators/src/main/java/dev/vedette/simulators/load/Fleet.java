package dev.vedette.simulators.load;

import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import dev.vedette.simulators.devices.PictureSequence;
import dev.vedette.simulators.devices.Scenery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * Cameras and sensors that send one event after the other, as their plan says. The same plan gives
 * the same events at the same times.
 */
public final class Fleet {
  /** An option of the job by which the sensors' alarms are positive and the rest is not. */
  public static final String LIMITS = "vedette.sensor.limits.bearing_celsius";

  public static final String LIMITS_VALUE = "0..100";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final Samples WARM = celsius(60);
  private static final Samples TOO_HOT = celsius(140);

  /** Of a file's bytes, without which nobody can tell what it is. */
  private static final int HEAD_BYTES = 16;

  private final FleetPlan plan;
  private final List<PictureSequence> sequences = new ArrayList<>();
  private final long[] frames;
  private final IntSupplier cameras;
  private final IntSupplier sensors;
  private final SplittableRandom random;

  public Fleet(FleetPlan plan) {
    this.plan = plan;
    Scenery scenery = Scenery.of(plan.cameras(), plan.seed());
    for (int camera = 0; camera < plan.cameras(); camera++) {
      sequences.add(scenery.apply(camera));
    }
    this.frames = new long[plan.cameras()];
    this.cameras = plan.skew().order(plan.cameras(), plan.seed());
    this.sensors = plan.skew().order(plan.sensors(), plan.seed() + 1);
    this.random = new SplittableRandom(plan.seed());
  }

  /** The next one, sent when so much has passed since the load began. */
  public FleetEvent next(Duration at) {
    return random.nextDouble() < plan.cameraShare() ? frame(at) : reading(at);
  }

  private FleetEvent frame(Duration at) {
    int camera = cameras.getAsInt();
    byte[] jpeg = sequences.get(camera).frame(frames[camera]++, at);
    boolean isPicture = random.nextDouble() >= plan.unreadableShare();
    return new FleetEvent(
        "camera-%03d".formatted(camera),
        "door",
        plan.drift().shows(camera, plan.seed(), at),
        new Picture(Picture.Encoding.JPEG, WIDTH, HEIGHT, isPicture ? jpeg : headless(jpeg)),
        null);
  }

  private FleetEvent reading(Duration at) {
    int sensor = sensors.getAsInt();
    boolean isAlarm = plan.alarms().isOn(sensor, plan.seed(), at);
    return new FleetEvent(
        "pump-%05d".formatted(sensor),
        "pump",
        plan.drift().shows(plan.cameras() + sensor, plan.seed(), at),
        null,
        isAlarm ? TOO_HOT : WARM);
  }

  private static byte[] headless(byte[] jpeg) {
    byte[] bytes = jpeg.clone();
    Arrays.fill(bytes, 0, HEAD_BYTES, (byte) 0);
    return bytes;
  }

  private static Samples celsius(float value) {
    return new Samples(List.of("bearing_celsius"), 0, new float[] {value});
  }
}
