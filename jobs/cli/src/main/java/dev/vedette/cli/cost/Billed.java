package dev.vedette.cli.cost;

import dev.vedette.core.money.BookedCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A call of the ledger's with all that the provider says of it.
 *
 * @param rows at least one: a provider that was asked twice by one name bills twice, and takes
 *     bills back
 */
record Billed(BookedCall call, List<UsageRow> rows) {
  Billed {
    rows = List.copyOf(rows);
  }

  /** Rounded up once, as the ledger's own amounts are. */
  long micros() {
    return sum(rows);
  }

  static long sum(List<UsageRow> rows) {
    return rows.stream()
        .map(UsageRow::micros)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  /**
   * What is above the most that the call can have cost by the ledger: a price that has risen, a
   * dearer lane, or somebody who makes calls by our names. 0 where the ledger does not know the
   * most.
   */
  long overbilledMicros() {
    BookedCall.Settled settled = call.settled();
    long most = Math.max(call.worstMicros(), settled == null ? 0 : settled.micros());
    return call.worstMicros() == 0 ? 0 : Math.max(0, micros() - most);
  }

  /** Whether more is taken back than billed, to the least part of a micro-dollar. */
  boolean isCredit() {
    return rows.stream().map(UsageRow::micros).reduce(BigDecimal.ZERO, BigDecimal::add).signum()
        < 0;
  }

  boolean isEqual() {
    return !call.isUnknown() && call.spentMicros() == micros();
  }

  /** The lines of the file. */
  String lines() {
    return rows.stream().map(row -> String.valueOf(row.line())).collect(Collectors.joining(","));
  }
}
