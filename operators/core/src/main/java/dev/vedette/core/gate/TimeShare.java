package dev.vedette.core.gate;

import java.time.Duration;

/**
 * Keeps something to a share of the time: whatever it takes is paid from an allowance that grows
 * with the clock. Not thread-safe.
 *
 * <p>The allowance may be overdrawn by what was begun last, and is worked off before the next
 * begins, so that the share holds over time although nobody knows beforehand what something takes.
 */
public final class TimeShare {
  private final double share;
  private final long mostNanos;
  private double allowanceNanos;
  private long sinceNanos;

  /**
   * @param share of the time, in 0..1; 1 never refuses
   * @param burst the longest that may be saved up
   * @param nowNanos on a monotonic clock
   */
  public TimeShare(double share, Duration burst, long nowNanos) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not above 0 and at most 1: " + share);
    }
    this.share = share;
    this.mostNanos = burst.toNanos();
    this.allowanceNanos = mostNanos;
    this.sinceNanos = nowNanos;
  }

  /** Whether the next may begin. */
  public boolean allows(long nowNanos) {
    if (share == 1) {
      return true;
    }
    allowanceNanos = Math.min(mostNanos, allowanceNanos + share * (nowNanos - sinceNanos));
    sinceNanos = nowNanos;
    return allowanceNanos > 0;
  }

  /** Pays for what has been done. */
  public void spend(long nanos) {
    allowanceNanos -= nanos;
  }
}
