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
 * @param inVain bit n is set when attempt n + 1 was paid for and gave a useless answer
 * @param useless what the model wrote on the last of those; null if there is none
 * @param answer a useful one
 */
public record JournaledCall(
    long dispatched,
    long released,
    long inVain,
    @Nullable Answer useless,
    @Nullable Answer answer) {
  public static final JournaledCall NONE = new JournaledCall(0, 0, 0, null, null);

  /** Attempts that the bits can tell apart; nothing sane asks the same thing so often. */
  private static final int MOST_ATTEMPTS = Long.SIZE;

  /** With one more line about the same inference. */
  public JournaledCall with(LedgerLine line) {
    LedgerCall call = line.call();
    if (call == null) {
      return this;
    }
    long bit = 1L << (Math.min(call.attempt(), MOST_ATTEMPTS) - 1);
    Answer written = line.answer();
    boolean isInVain = written != null && !written.isUseful();
    boolean isLast = Long.compareUnsigned(bit, inVain) >= 0;
    return new JournaledCall(
        dispatched | bit,
        line.entry() == LedgerLine.Entry.RELEASED ? released | bit : released,
        isInVain ? inVain | bit : inVain,
        isInVain && isLast ? written : useless,
        answer == null && !isInVain ? written : answer);
  }

  public int nextAttempt() {
    return MOST_ATTEMPTS - Long.numberOfLeadingZeros(dispatched) + 1;
  }

  /** Whether it is not asked any more: once it was repaired, or there was nothing to repair. */
  public boolean isRefused() {
    return answer == null
        && useless != null
        && (Long.bitCount(inVain) > 1 || !useless.isRepairable());
  }

  /** Whether asking again may pay twice: some attempt went out and was not released. */
  public boolean mayHaveBeenBilled() {
    return (dispatched & ~released) != 0;
  }
}
