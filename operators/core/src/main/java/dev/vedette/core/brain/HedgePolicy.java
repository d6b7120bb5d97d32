package dev.vedette.core.brain;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a question is asked a second time although the first call may still be answered (J. Dean, L.
 * A. Barroso, "The Tail at Scale", Communications of the ACM 56, 2013: hedged requests).
 *
 * @param after how long without an answer to the first call; null if it never is
 * @param share of the first calls that may be followed by a second one so; 0 for none
 */
public record HedgePolicy(@Nullable Duration after, double share) implements Serializable {
  public HedgePolicy {
    if (after != null && (after.isNegative() || after.isZero())) {
      throw new IllegalArgumentException("after <= 0: " + after);
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not in 0..1: " + share);
    }
  }

  /** Every call is waited for. */
  public static HedgePolicy never() {
    return new HedgePolicy(null, 0);
  }
}
