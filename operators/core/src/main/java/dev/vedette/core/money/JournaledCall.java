package dev.vedette.core.money;

import dev.vedette.core.brain.Answer;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger says of one inference: a fold over its lines that gives the same result in
 * whatever order and however often they are read. (Where two attempts were answered, both were paid
 * for, and either answer will do.)
 *
 * @param dispatched bit n is set when attempt n + 1 was dispatched
 * @param released bit n is set when attempt n + 1 was certainly not billed
 */
public record JournaledCall(long dispatched, long released, @Nullable Answer answer) {
  public static final JournaledCall NONE = new JournaledCall(0, 0, null);

  /** Attempts that the bits can tell apart; nothing sane asks the same thing so often. */
  private static final int MOST_ATTEMPTS = Long.SIZE;

  /** With one more line about the same inference. */
  public JournaledCall with(LedgerLine line) {
    LedgerCall call = line.call();
    if (call == null) {
      return this;
    }
    long bit = 1L << (Math.min(call.attempt(), MOST_ATTEMPTS) - 1);
    return new JournaledCall(
        dispatched | bit,
        line.entry() == LedgerLine.Entry.RELEASED ? released | bit : released,
        answer == null ? line.answer() : answer);
  }

  public int nextAttempt() {
    return MOST_ATTEMPTS - Long.numberOfLeadingZeros(dispatched) + 1;
  }

  /** Whether asking again may pay twice: some attempt went out and was not released. */
  public boolean mayHaveBeenBilled() {
    return (dispatched & ~released) != 0;
  }
}
