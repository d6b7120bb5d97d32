package dev.vedette.scenarios;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.pipeline.wire.LedgerCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.WholeTopic;
import dev.vedette.simulators.provider.BookEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The job's ledger held against the provider's books.
 *
 * @param calls in the books
 * @param unlisted calls in the books that are not in the ledger
 * @param afterSettled calls that were made although the ledger had an answer to the question
 * @param paidTwice calls that were answered beyond the first of their question
 * @param notRepeats of those, calls that the ledger does not call a repeat
 * @param afterUnknown of those, calls about a question of which the ledger has a call that it does
 *     not know the cost of: one that was given up, for instance, and may have been answered
 */
public record LedgerAudit(
    long calls,
    long unlisted,
    long afterSettled,
    long paidTwice,
    long notRepeats,
    long afterUnknown) {
  /**
   * Whether every call is in the ledger, none was made in vain, and those that were paid twice are
   * repeats, and no more than may be.
   */
  boolean isWithin(long mostPaidTwice) {
    return unlisted == 0 && afterSettled == 0 && notRepeats == 0 && paidTwice <= mostPaidTwice;
  }

  /** As rows of a table: what was found, and what is wanted. */
  String rows(long mostPaidTwice) {
    return """
        | calls in the provider's books, not in the ledger | %d, %d | 0 |
        | calls although the ledger had the answer | %d | 0 |
        | calls paid twice, of these no repeats by the ledger | %d, %d | at most %d, 0 |"""
        .formatted(calls, unlisted, afterSettled, paidTwice, notRepeats, mostPaidTwice);
  }

  public static LedgerAudit of(LocalBroker broker, List<BookEntry> books) throws Exception {
    Map<String, LedgerLine> dispatched = new HashMap<>();
    Set<String> settled = new HashSet<>();
    Set<String> unknown = new HashSet<>();
    long afterSettled = 0;
    var codec = new LedgerCodec(WireOptions.PLAIN, "ledger");
    for (var record : WholeTopic.of(broker.bootstrap(), "ledger")) {
      LedgerLine line = codec.decode(record.headers(), record.value());
      if (line.call() == null) {
        continue;
      }
      // All lines on a question have one key, and so are in order.
      String question = line.call().inferenceId();
      if (line.entry() == LedgerLine.Entry.SETTLED) {
        settled.add(question);
      } else if (line.entry() == LedgerLine.Entry.DISPATCHED) {
        afterSettled += settled.contains(question) ? 1 : 0;
        dispatched.put(line.call().requestId(), line);
      } else if (line.entry() == LedgerLine.Entry.UNKNOWN) {
        unknown.add(question);
      }
    }
    Set<String> answered = new HashSet<>();
    long unlisted = 0;
    long paidTwice = 0;
    long notRepeats = 0;
    long afterUnknown = 0;
    for (BookEntry call : books) {
      LedgerLine line = dispatched.get(call.requestId());
      if (line == null || line.call() == null) {
        unlisted++;
      } else if (call.billedMicros() > 0 && !answered.add(line.call().inferenceId())) {
        paidTwice++;
        notRepeats += line.call().repeat() ? 0 : 1;
        afterUnknown += unknown.contains(line.call().inferenceId()) ? 1 : 0;
      }
    }
    return new LedgerAudit(
        books.size(), unlisted, afterSettled, paidTwice, notRepeats, afterUnknown);
  }
}
