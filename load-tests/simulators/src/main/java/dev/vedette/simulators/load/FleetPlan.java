package dev.vedette.simulators.load;

import java.time.Duration;

/**
 * Which devices there are, and how they behave.
 *
 * @param cameras that show a quiet scene each, and from time to time somebody for some seconds
 * @param sensors of which each is beyond its limits from time to time
 * @param cameraShare of all events
 * @param alarms when a sensor is beyond its limits
 * @param unreadableShare of the frames that are no pictures
 * @param seed of all that is drawn by lot: the same load again
 */
public record FleetPlan(
    int cameras,
    int sensors,
    double cameraShare,
    Skew skew,
    ClockDrift drift,
    Stretches alarms,
    double unreadableShare,
    long seed) {

  /** Sixty-four cameras and as many sensors as give some dozens of alarms a second. */
  public static final FleetPlan USUAL =
      new FleetPlan(
          64,
          2_000,
          0.5,
          Skew.even(),
          ClockDrift.NONE,
          new Stretches(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(20)),
          0,
          1);

  public FleetPlan {
    if (cameras < 1 || sensors < 1) {
      throw new IllegalArgumentException(
          "cameras and sensors are at least 1: %d, %d".formatted(cameras, sensors));
    }
    share("cameraShare", cameraShare);
    share("unreadableShare", unreadableShare);
  }

  public FleetPlan of(int otherCameras, int otherSensors) {
    return new FleetPlan(
        otherCameras, otherSensors, cameraShare, skew, drift, alarms, unreadableShare, seed);
  }

  public FleetPlan skewed(Skew other) {
    return new FleetPlan(
        cameras, sensors, cameraShare, other, drift, alarms, unreadableShare, seed);
  }

  public FleetPlan drifting(ClockDrift other) {
    return new FleetPlan(cameras, sensors, cameraShare, skew, other, alarms, unreadableShare, seed);
  }

  public FleetPlan unreadable(double share) {
    return new FleetPlan(cameras, sensors, cameraShare, skew, drift, alarms, share, seed);
  }

  public FleetPlan withSeed(long other) {
    return new FleetPlan(
        cameras, sensors, cameraShare, skew, drift, alarms, unreadableShare, other);
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is not in 0..1: " + value);
    }
  }
}
