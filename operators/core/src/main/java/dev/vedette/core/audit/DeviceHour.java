package dev.vedette.core.audit;

import java.time.Duration;
import java.time.Instant;

/**
 * How many events of a device were drawn within an hour.
 *
 * @param hour since the epoch, by the time at which the events happened
 * @param drawnAt when the last of them was, by the job's clock
 */
public record DeviceHour(long hour, int drawn, Instant drawnAt) {
  private static final Duration KEPT = Duration.ofHours(1);

  public DeviceHour {
    if (drawn < 0) {
      throw new IllegalArgumentException("drawn < 0: " + drawn);
    }
  }

  /** The hour of a time, in which nothing has been drawn yet. */
  static DeviceHour of(Instant time) {
    return new DeviceHour(Math.floorDiv(time.getEpochSecond(), KEPT.toSeconds()), 0, Instant.EPOCH);
  }

  /** The same with one more. */
  public DeviceHour drawnAt(Instant now) {
    return new DeviceHour(hour, drawn + 1, now);
  }

  /**
   * When it may be forgotten.
   *
   * @param startedAt since when the job runs: while it was down, nothing could be drawn
   */
  public Instant forgottenAt(Instant startedAt) {
    return (startedAt.isAfter(drawnAt) ? startedAt : drawnAt).plus(KEPT);
  }
}
