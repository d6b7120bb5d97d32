package dev.vedette.scenarios;

import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.simulators.provider.BookEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a provider has billed, by the time at which leave for the call was given: a call counts in
 * the period in which it was granted, and that only the ledger knows.
 */
final class SpendByGrant {
  private final TreeMap<Instant, Long> billed = new TreeMap<>();

  /**
   * The provider's entries, with the ledger's times.
   *
   * @throws IllegalStateException if something was billed that the ledger has never heard of
   */
  static SpendByGrant of(List<BookEntry> entries, List<LedgerLine> lines) {
    Map<String, Instant> granted = new HashMap<>();
    for (LedgerLine line : lines) {
      LedgerCall call = line.call();
      if (call != null) {
        granted.put(call.requestId(), call.grantedAt());
      }
    }
    var spend = new SpendByGrant();
    for (BookEntry entry : entries) {
      if (entry.billedMicros() > 0) {
        Instant at = granted.get(entry.requestId());
        if (at == null) {
          throw new IllegalStateException("billed, and not in the ledger: " + entry);
        }
        spend.billed.merge(at, entry.billedMicros(), Long::sum);
      }
    }
    return spend;
  }

  /** The most that was billed for the calls of any stretch of time that is so long. */
  long mostWithin(Duration length) {
    long most = 0;
    for (Instant end : billed.keySet()) {
      long within =
          billed.subMap(end.minus(length), false, end, true).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      most = Math.max(most, within);
    }
    return most;
  }
}
