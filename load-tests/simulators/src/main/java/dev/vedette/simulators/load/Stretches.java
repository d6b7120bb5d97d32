package dev.vedette.simulators.load;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * When a device has something to tell: once in each period, at a time drawn by lot, for a while.
 * Between two stretches there is at least a given quiet, so that each is an episode of its own.
 */
public record Stretches(Duration every, Duration length, Duration quiet) {
  public Stretches {
    if (length.isNegative() || length.isZero() || quiet.isNegative()) {
      throw new IllegalArgumentException(
          "length %s is not above 0, or quiet %s is below".formatted(length, quiet));
    }
    if (every.compareTo(length.plus(quiet)) < 0) {
      throw new IllegalArgumentException(
          "%s and %s of quiet are not within %s".formatted(length, quiet, every));
    }
  }

  /** Whether one is on at this time since the load began. */
  public boolean isOn(int device, long seed, Duration at) {
    long shifted = at.toNanos() + phase(device, seed);
    long period = Math.floorDiv(shifted, every.toNanos());
    long within = shifted - period * every.toNanos();
    long begins = begins(device, seed, period);
    return within >= begins && within < begins + length.toNanos();
  }

  /**
   * The devices' periods do not begin together, or they would all have something to tell at once.
   */
  private long phase(int device, long seed) {
    return new SplittableRandom((seed * 31 + device) * 1_000_003 - 1).nextLong(every.toNanos());
  }

  private long begins(int device, long seed, long period) {
    long room = every.minus(length).minus(quiet).toNanos();
    return new SplittableRandom((seed * 31 + device) * 1_000_003 + period).nextLong(room + 1);
  }
}
