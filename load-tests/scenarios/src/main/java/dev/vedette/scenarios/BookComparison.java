package dev.vedette.scenarios;

import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.simulators.provider.BookEntry;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's books held against the provider's, to the micro-dollar.
 *
 * @param calls in the provider's books
 * @param billedMicros of these
 * @param unlisted calls in the provider's books that are not in the ledger
 * @param returned calls that the ledger has an answer of
 * @param differingMicros between both books, of these, all differences taken as positive
 * @param otherTokens of these, calls of which the two count other tokens in some class
 * @param unknown calls of which the ledger says so
 * @param spentMicros by the ledger
 * @param unknownMicros by the ledger, at most
 */
record BookComparison(
    long calls,
    long billedMicros,
    long unlisted,
    long returned,
    long differingMicros,
    long otherTokens,
    long unknown,
    long spentMicros,
    long unknownMicros) {

  static BookComparison of(LedgerBooks ledger, List<BookEntry> provider) {
    long billed = 0;
    long unlisted = 0;
    long returned = 0;
    long differing = 0;
    long otherTokens = 0;
    for (BookEntry entry : provider) {
      billed += entry.billedMicros();
      Optional<BookedCall> call = ledger.call(entry.requestId());
      if (call.isEmpty()) {
        unlisted++;
        continue;
      }
      BookedCall.Settled settled = call.get().settled();
      if (settled != null) {
        returned++;
        differing += Math.abs(settled.micros() - entry.billedMicros());
        otherTokens += settled.usage().equals(entry.usage()) ? 0 : 1;
      }
    }
    return new BookComparison(
        provider.size(),
        billed,
        unlisted,
        returned,
        differing,
        otherTokens,
        ledger.calls().stream().filter(BookedCall::isUnknown).count(),
        ledger.spentMicros(),
        ledger.unknownMicros());
  }

  /** Whether all is listed, what was answered is the same, and the rest is not too little. */
  boolean isSafe() {
    return unlisted == 0
        && differingMicros == 0
        && otherTokens == 0
        && spentMicros + unknownMicros >= billedMicros;
  }

  /** Whether nothing is unknown any more, and both come to the same. */
  boolean isEqual() {
    return unlisted == 0 && unknown == 0 && spentMicros == billedMicros;
  }
}
