package dev.vedette.simulators.load;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How wrong the devices' clocks are, each in its own way.
 *
 * @param mostOffset fast or slow when the load begins
 * @param mostPartsPerMillion that one gains or loses from then on
 */
public record ClockDrift(Duration mostOffset, double mostPartsPerMillion) {
  public static final ClockDrift NONE = new ClockDrift(Duration.ZERO, 0);

  public ClockDrift {
    if (mostOffset.isNegative()) {
      throw new IllegalArgumentException("mostOffset < 0: " + mostOffset);
    }
    if (!(mostPartsPerMillion >= 0 && mostPartsPerMillion <= 1e5)) {
      throw new IllegalArgumentException(
          "mostPartsPerMillion is not in 0..100000: " + mostPartsPerMillion);
    }
  }

  /** What a device's clock shows when so much has passed since the load began; may be negative. */
  public Duration shows(int device, long seed, Duration passed) {
    var random = new SplittableRandom(seed * 31 + device);
    double offset = (2 * random.nextDouble() - 1) * mostOffset.toNanos();
    double rate = (2 * random.nextDouble() - 1) * mostPartsPerMillion / 1e6;
    return passed.plusNanos((long) (offset + rate * passed.toNanos()));
  }
}
