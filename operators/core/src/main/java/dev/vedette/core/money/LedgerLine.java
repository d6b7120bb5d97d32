package dev.vedette.core.money;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger. Lines are only ever appended; what they add up to is a fold that gives
 * the same result however often a line is read.
 *
 * @param accountKey the line's key in the topic
 * @param micros worst case for {@code DISPATCHED} and {@code UNKNOWN}, the price for {@code
 *     SETTLED}, 0 otherwise
 * @param answer of a settled call, so that it is never paid for twice; a useless one was paid for
 *     and is never used
 * @param epoch of an {@code EPOCH} line
 */
public record LedgerLine(
    Entry entry,
    String accountKey,
    Instant at,
    long micros,
    @Nullable LedgerCall call,
    @Nullable Answer answer,
    @Nullable Reason reason,
    @Nullable String epoch) {

  /** What a line says. */
  public enum Entry {
    /** A reader of the ledger has started; it knows all before this line once it has read it. */
    EPOCH,
    /** Written before the first byte of a call leaves. */
    DISPATCHED,
    /** Written when the answer is here, useful or not, before anybody sees it. */
    SETTLED,
    /** The call was certainly not billed. */
    RELEASED,
    /** The call may have been billed; counted at its worst case until it is reconciled. */
    UNKNOWN
  }

  public LedgerLine {
    if (micros < 0) {
      throw new IllegalArgumentException("micros < 0: " + micros);
    }
    if ((entry == Entry.EPOCH) == (call != null) || (entry == Entry.EPOCH) == (epoch == null)) {
      throw new IllegalArgumentException("an epoch line has an epoch, every other one a call");
    }
    if ((entry == Entry.SETTLED) != (answer != null)) {
      throw new IllegalArgumentException("a settled line, and no other, has an answer: " + entry);
    }
  }

  public static LedgerLine epoch(String key, String epoch, Instant at) {
    return new LedgerLine(Entry.EPOCH, key, at, 0, null, null, null, epoch);
  }

  public static LedgerLine dispatched(
      Account account, LedgerCall call, long worstCaseMicros, Instant at) {
    return new LedgerLine(
        Entry.DISPATCHED, account.key(), at, worstCaseMicros, call, null, null, null);
  }

  public static LedgerLine settled(Account account, LedgerCall call, Answer answer, Instant at) {
    return new LedgerLine(
        Entry.SETTLED, account.key(), at, answer.costMicros(), call, answer, null, null);
  }

  public static LedgerLine released(Account account, LedgerCall call, Reason reason, Instant at) {
    return new LedgerLine(Entry.RELEASED, account.key(), at, 0, call, null, reason, null);
  }

  public static LedgerLine unknown(
      Account account, LedgerCall call, long worstCaseMicros, Reason reason, Instant at) {
    return new LedgerLine(
        Entry.UNKNOWN, account.key(), at, worstCaseMicros, call, null, reason, null);
  }
}
