package dev.vedette.core.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * How finely money is told apart by time, for periods of some length. A rolling period that begins
 * within a grain counts it whole, which errs on the side of less spending.
 */
public enum Grain {
  /** For a minute. */
  SECOND(Duration.ofSeconds(1), Duration.ofMinutes(2)),
  /** For an hour. */
  MINUTE(Duration.ofMinutes(1), Duration.ofMinutes(90)),
  /** From a day to a month: the offsets of all time zones in use are whole quarters of an hour. */
  QUARTER_HOUR(Duration.ofMinutes(15), Duration.ofDays(32));

  private final long seconds;
  private final Duration kept;

  Grain(Duration length, Duration kept) {
    this.seconds = length.toSeconds();
    this.kept = kept;
  }

  /** The longest time for which money is remembered. */
  public static final Duration LONGEST = QUARTER_HOUR.kept;

  /** The beginning of the grain that a time is in, in seconds of the epoch. */
  public long startOf(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), seconds) * seconds;
  }

  /** The beginning of the next one. */
  public long after(long start) {
    return start + seconds;
  }

  /** What began before it counts in no period any more. */
  public long horizon(Instant now) {
    return startOf(now.minus(kept));
  }
}
