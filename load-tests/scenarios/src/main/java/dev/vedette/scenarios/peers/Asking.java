package dev.vedette.scenarios.peers;

import dev.vedette.simulators.provider.BookTotals;

/**
 * What a provider's books say of a stretch of time.
 *
 * @param answeredPerSecond calls that were answered: throughput, and under a limit goodput
 * @param refused share of the calls that were answered 429
 * @param inFlight answered calls that were under way at a time, by Little's law
 */
record Asking(
    double seconds, long calls, double answeredPerSecond, double refused, double inFlight) {
  private static final int TOO_MANY = 429;

  static Asking between(
      BookTotals before, BookTotals after, double seconds, double latencySeconds) {
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("seconds is not above 0: " + seconds);
    }
    long calls = after.calls() - before.calls();
    double perSecond = (after.answered() - before.answered()) / seconds;
    long refused = refused(after) - refused(before);
    return new Asking(
        seconds,
        calls,
        perSecond,
        refused / (double) Math.max(1, calls),
        perSecond * latencySeconds);
  }

  private static long refused(BookTotals totals) {
    return totals.byStatus().getOrDefault(TOO_MANY, 0L);
  }
}
