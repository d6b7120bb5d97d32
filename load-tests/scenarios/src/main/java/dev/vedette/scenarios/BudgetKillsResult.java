package dev.vedette.scenarios;

import java.util.Locale;

/**
 * What came of {@link BudgetKills}.
 *
 * @param lost events without a verdict
 * @param billedMicros by the provider's books, in the end
 * @param countedMicros by the ledger in the end, with what may have been billed at its worst case
 * @param limitMicros in the end
 * @param mostOverMicros by how much the books were over the limit at any look
 * @param looks how often they were compared
 * @param minuteMicros the limit of a rolling minute
 * @param mostInAMinuteMicros that was billed for the calls granted within any
 * @param answered calls
 * @param exhausted events that were answered at the edge for want of money
 */
record BudgetKillsResult(
    int kills,
    int withoutState,
    long sent,
    long lost,
    long billedMicros,
    long countedMicros,
    long limitMicros,
    long mostOverMicros,
    long looks,
    long minuteMicros,
    long mostInAMinuteMicros,
    long answered,
    long exhausted) {
  /** Nothing was overspent, although most of the budget was spent and calls were denied. */
  boolean isMet() {
    return lost == 0
        && mostOverMicros == 0
        && mostInAMinuteMicros <= minuteMicros
        && exhausted > 0
        && countedMicros > limitMicros / 2
        && looks >= kills;
  }

  void print() {
    System.out.printf(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | kills, of which with the state; events, without a verdict | %d, %d; %d, %d | 0 |
        | billed by the provider's books, counted, limit in the end, micro-dollars | %d, %d, %d | more than half of it |
        | most over the limit, of so many looks | %d, %d | 0 |
        | limit of a rolling minute, most billed in any, micro-dollars | %d, %d | no more |
        | calls answered, events denied for want of money | %d, %d | some |
        %s
        """,
        kills(),
        withoutState(),
        sent(),
        lost(),
        billedMicros(),
        countedMicros(),
        limitMicros(),
        mostOverMicros(),
        looks(),
        minuteMicros(),
        mostInAMinuteMicros(),
        answered(),
        exhausted(),
        isMet() ? "met" : "missed");
  }
}
