package dev.vedette.core.brain;

import dev.vedette.core.verdict.Reason;

/** What one gets who wants to ask: a place, or why there is none at the moment. */
public sealed interface Entry {
  /**
   * Leave to make one call, held until exactly one of the three says how that ended. Whoever asks
   * here knows the brain, its prices and its name before a line is in the ledger.
   */
  non-sealed interface Place extends Entry {
    Road road();

    default Brain brain() {
      return road().brain();
    }

    void answered();

    void unanswered(BrainException silence);

    /** No call was made, or nobody knows what became of it through no fault of the road's. */
    void unused();
  }

  /**
   * No call may be made.
   *
   * @param reason {@code SATURATED}, {@code RATE_LIMITED} or {@code BREAKER_OPEN}; {@code ERROR}
   *     where a road itself has a fault
   */
  record Refused(Reason reason) implements Entry {}
}
