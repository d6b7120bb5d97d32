package dev.vedette.cli.quickstart;

import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/**
 * What a run's calls cost, by the ledger.
 *
 * @param calls that the ledger knows
 * @param settled of those, by the label that they asked about
 * @param unsettledMicros the worst case of those that may have been billed all the same
 */
record PaidCalls(long calls, Map<String, Settled> settled, long unsettledMicros) {

  /** Calls that were answered, usefully or not, and what they cost. */
  record Settled(long calls, long micros) {
    Settled plus(Settled other) {
      return new Settled(calls + other.calls, micros + other.micros);
    }
  }

  PaidCalls {
    settled = Map.copyOf(settled);
  }

  static PaidCalls of(LedgerBooks books) {
    Map<String, Settled> byLabel = new HashMap<>();
    for (BookedCall call : books.calls()) {
      if (call.settled() != null) {
        byLabel.merge(call.call().label(), new Settled(1, call.spentMicros()), Settled::plus);
      }
    }
    return new PaidCalls(books.calls().size(), byLabel, books.unknownMicros());
  }

  /** What the settled ones cost. */
  long costMicros() {
    return settled.values().stream().mapToLong(Settled::micros).sum();
  }

  /**
   * What so many more calls about a label would cost at the mean price of those that were settled,
   * rounded to the nearest micro-dollar; 0 for a label without any, of which nothing is known.
   */
  long priceMicros(String label, long more) {
    Settled known = settled.get(label);
    return known == null
        ? 0
        : BigDecimal.valueOf(more)
            .multiply(BigDecimal.valueOf(known.micros()))
            .divide(BigDecimal.valueOf(known.calls()), 0, RoundingMode.HALF_UP)
            .longValueExact();
  }
}
