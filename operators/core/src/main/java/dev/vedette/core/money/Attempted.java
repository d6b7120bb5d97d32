package dev.vedette.core.money;

import dev.vedette.core.budget.Sums;
import java.time.Instant;

/**
 * A call as it counts, by what the ledger says of it.
 *
 * @param grantedAt in whose period it counts; with the number it names the call
 * @param micros the worst case until it is known what it cost
 * @param counted what is in the sums already, of a call that had been settled and forgotten before
 *     the provider's books said otherwise
 */
public record Attempted(
    int attempt,
    Instant grantedAt,
    String provider,
    long micros,
    Certainty certainty,
    long counted) {
  /** How far the amount is known; what is more certain replaces what is less. */
  public enum Certainty {
    /** It may have been billed. */
    UNKNOWN,
    /** By its answer, or because it was not billed. */
    KNOWN,
    /** By the provider's books. */
    RECONCILED
  }

  /**
   * What is known after one more line. Of two that are equally certain the larger amount counts,
   * but for the provider's books, of which the latest do.
   */
  Attempted and(Attempted later) {
    int order = later.certainty.compareTo(certainty);
    boolean replaces =
        order > 0 || (order == 0 && (certainty == Certainty.RECONCILED || later.micros > micros));
    // It counts in one period, whatever a line says that has no time of its own.
    return replaces
        ? new Attempted(attempt, grantedAt, provider, later.micros, later.certainty, counted)
        : this;
  }

  /** Whether nothing would change without it. */
  boolean isNothing() {
    return certainty == Certainty.KNOWN && micros == 0 && counted == 0;
  }

  boolean isUnknown() {
    return certainty == Certainty.UNKNOWN;
  }

  Sums sums() {
    return isUnknown() ? new Sums(0, micros, 0) : new Sums(micros - counted, 0, 0);
  }
}
