package dev.vedette.core.money;

import java.io.Serializable;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * So many calls in a period, with a burst, for one account.
 *
 * <p>The generic cell rate algorithm of ITU-T I.371, annex A: all state is one number, the
 * theoretical arrival time of the next call, in nanoseconds on the caller's clock. A call is in
 * time unless it comes earlier than that by more than the burst allows.
 */
public record RateCap(int calls, Duration period, int burst) implements Serializable {
  public RateCap {
    if (calls < 1) {
      throw new IllegalArgumentException("calls < 1: " + calls);
    }
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("period <= 0: " + period);
    }
    if (burst < 1) {
      throw new IllegalArgumentException("burst < 1: " + burst);
    }
  }

  /** The state after letting one call pass now, or empty when it may not pass. */
  public OptionalLong pass(long theoreticalNanos, long nowNanos) {
    return passLeaving(0, theoreticalNanos, nowNanos);
  }

  /**
   * The same for a call that gives way: it passes only if so many others could at once after it.
   */
  public OptionalLong passLeaving(int others, long theoreticalNanos, long nowNanos) {
    // Rounded up: a cap errs on the side of fewer calls.
    long interval = -Math.floorDiv(-period.toNanos(), calls);
    long earliest = theoreticalNanos - interval * Math.max(0, burst - 1L - others);
    return nowNanos < earliest
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(theoreticalNanos, nowNanos) + interval);
  }

  /** Whether the state says no more than none at all, so that it need not be kept. */
  public static boolean isIdle(long theoreticalNanos, long nowNanos) {
    return nowNanos >= theoreticalNanos;
  }
}
