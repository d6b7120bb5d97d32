package dev.vedette.core.window;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the readings of a device follow one another.
 *
 * @param period device time from one reading to the next; null where readings have none, and then
 *     only their order counts
 * @param allowedLateness how far a reading may lie behind the newest of its own device
 * @param silence processing time without a reading in time after which a device's readings are
 *     forgotten and its clock is given up
 */
public record WindowPolicy(@Nullable Duration period, Duration allowedLateness, Duration silence)
    implements Serializable {
  public static final WindowPolicy DEFAULTS =
      new WindowPolicy(null, Duration.ofMinutes(1), Duration.ofHours(1));

  private static final long SECOND_MICROS = 1_000_000;

  public WindowPolicy {
    if (period != null && micros(period) < 1) {
      throw new IllegalArgumentException("period < 1 microsecond: " + period);
    }
    if (allowedLateness.isNegative()) {
      throw new IllegalArgumentException("allowedLateness < 0: " + allowedLateness);
    }
    if (silence.isNegative() || silence.isZero()) {
      throw new IllegalArgumentException("silence <= 0: " + silence);
    }
    micros(allowedLateness); // Refuses what does not fit.
  }

  /** How many places a reading lies behind another one: one, or more where some are missing. */
  long placesBetween(long earlierMicros, long laterMicros) {
    if (period == null) {
      return 1;
    }
    long apart = laterMicros - earlierMicros;
    long length = micros(period);
    return Math.max(1, apart / length + (apart % length >= length - length / 2 ? 1 : 0));
  }

  boolean isLate(long micros, long newestMicros) {
    return micros < newestMicros - micros(allowedLateness);
  }

  /** Readings a second; 0 where they have no period. */
  double hertz() {
    return period == null ? 0 : (double) SECOND_MICROS / micros(period);
  }

  /**
   * The silence after which a device is forgotten. Shorter than a window, it would forget a device
   * that reads once a day before its first window.
   */
  Duration patience(int samples) {
    Duration window = period == null ? Duration.ZERO : period.multipliedBy(samples);
    return window.compareTo(silence) > 0 ? window : silence;
  }

  private static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.getSeconds(), SECOND_MICROS), duration.getNano() / 1_000);
  }
}
