package dev.vedette.core.brain;

/**
 * How many second calls may be made: a share of the first ones, of which a few may be saved up. It
 * begins with none, so that there are never more than that share. Thread-safe.
 */
final class HedgeBudget {
  /** Parts of a call, so that no sum is rounded. */
  private static final long WHOLE = 1_000_000;

  /** So that an idle night does not pay for a burst in which every call is made twice. */
  private static final long MOST_SAVED = 10 * WHOLE;

  private final long part;
  private long saved;

  /**
   * @param share from 0 to 1
   */
  HedgeBudget(double share) {
    this.part = (long) (share * WHOLE);
  }

  /** A first call is made. */
  synchronized void called() {
    saved = Math.min(MOST_SAVED, saved + part);
  }

  /** Whether a second call may be made; it is counted. */
  synchronized boolean take() {
    if (saved < WHOLE) {
      return false;
    }
    saved -= WHOLE;
    return true;
  }

  /** The call that was counted is not made. */
  synchronized void giveBack() {
    saved = Math.min(MOST_SAVED, saved + WHOLE);
  }
}
