package dev.vedette.core.money;

import dev.vedette.core.brain.Answer;
import org.jspecify.annotations.Nullable;

/**
 * All that the ledger says of one inference: a fold over its lines that gives the same result in
 * whatever order and however often they are read. (Where two attempts were answered, both were paid
 * for, and either answer will do.)
 *
 * <p>It errs on the side of the bill: attempts beyond {@link Attempts#MOST} cannot be told apart,
 * so every number up to the latest one counts as if it might have been billed, released or not.
 *
 * @param latest the highest number of an attempt; 0 if there was none
 * @param dispatched all attempts, as far as they can be told apart
 * @param released those that were certainly not billed
 * @param inVain the highest number of one that was paid for and gave a useless answer; 0 if none
 *     did
 * @param inVainAgain whether more than one did
 * @param useless what the model wrote on the last of those; null if there is none
 * @param answer a useful one
 */
public record JournaledCall(
    int latest,
    Attempts dispatched,
    Attempts released,
    int inVain,
    boolean inVainAgain,
    @Nullable Answer useless,
    @Nullable Answer answer) {
  public static final JournaledCall NONE =
      new JournaledCall(0, Attempts.NONE, Attempts.NONE, 0, false, null, null);

  /** With one more line about the same inference. */
  public JournaledCall with(LedgerLine line) {
    LedgerCall call = line.call();
    if (call == null) {
      return this;
    }
    int attempt = call.attempt();
    boolean isToldApart = attempt <= Attempts.MOST;
    boolean isRelease =
        line.entry() == LedgerLine.Entry.RELEASED
            || (line.entry() == LedgerLine.Entry.RECONCILED && line.micros() == 0);
    Answer written = line.answer();
    boolean isInVain = written != null && !written.isUseful();
    return new JournaledCall(
        Math.max(latest, attempt),
        isToldApart ? dispatched.with(attempt) : dispatched,
        isToldApart && isRelease ? released.with(attempt) : released,
        isInVain ? Math.max(inVain, attempt) : inVain,
        inVainAgain || (isInVain && inVain != 0 && inVain != attempt),
        isInVain && attempt >= inVain ? written : useless,
        answer == null && !isInVain ? written : answer);
  }

  public int nextAttempt() {
    return latest + 1;
  }

  /** Whether it is not asked any more: once it was repaired, or there was nothing to repair. */
  public boolean isRefused() {
    return answer == null && useless != null && (inVainAgain || !useless.isRepairable());
  }

  /** Attempts that went out and were not released: so many may be on the bill. */
  public int unreleased() {
    return dispatched.countWithout(released) + Math.max(0, latest - Attempts.MOST);
  }

  /** Whether asking again may pay twice. */
  public boolean mayHaveBeenBilled() {
    return unreleased() > 0;
  }
}
