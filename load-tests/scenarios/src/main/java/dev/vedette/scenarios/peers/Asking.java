package dev.vedette.scenarios.peers;

import dev.vedette.scenarios.Spread;
import dev.vedette.simulators.provider.BookTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of the questions in a stretch of time, by the provider's books and by a consumer of the
 * answers.
 *
 * @param answeredPerSecond calls that were answered: throughput, and under a limit goodput
 * @param refused share of the calls that were answered 429
 * @param inFlight answered calls that were under way at a time, by Little's law
 * @param inTimePerSecond answers that were heard within {@value #IN_TIME_SECONDS} s of the event
 *     that was asked about
 * @param ageSeconds median and range of the events' ages when their answers were heard; null if
 *     none was
 */
record Asking(
    double seconds,
    long calls,
    double answeredPerSecond,
    double refused,
    double inFlight,
    double inTimePerSecond,
    @Nullable Spread ageSeconds) {
  /** As {@code vedette.ask.deadline} has it by itself. */
  static final double IN_TIME_SECONDS = 10;

  private static final int TOO_MANY = 429;

  /**
   * @param ages of events in seconds when their answers were heard
   */
  static Asking between(
      BookTotals before,
      BookTotals after,
      double seconds,
      double latencySeconds,
      List<Double> ages) {
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
        perSecond * latencySeconds,
        ages.stream().filter(age -> age <= IN_TIME_SECONDS).count() / seconds,
        ages.isEmpty() ? null : Spread.of(ages));
  }

  private static long refused(BookTotals totals) {
    return totals.byStatus().getOrDefault(TOO_MANY, 0L);
  }
}
