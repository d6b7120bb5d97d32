package dev.vedette.simulators.provider;

import java.time.Duration;
import java.time.Instant;

/** A token bucket that holds one second's worth of calls, and at least one. */
final class RateLimit {
  private final double perSecond;
  private final boolean refusedCount;
  private final double most;
  private double left;
  private Instant filledAt;

  RateLimit(CallLimit limit, Instant now) {
    this.perSecond = limit.perSecond();
    this.refusedCount = limit.refusedCount();
    this.most = Math.max(1, perSecond);
    this.left = most;
    this.filledAt = now;
  }

  /** Takes a call if there is one left; otherwise says how long it takes until there is. */
  synchronized Duration take(Instant now) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    if (now.isAfter(filledAt)) {
      double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
      left = Math.min(most, left + seconds * perSecond);
      filledAt = now;
    }
    if (left >= 1) {
      left--;
      return Duration.ZERO;
    }
    if (refusedCount) {
      left = 0;
    }
    return Duration.ofNanos((long) Math.ceil((1 - left) / perSecond * 1e9));
  }
}
