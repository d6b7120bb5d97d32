package dev.vedette.core.brain;

import dev.vedette.core.money.LedgerCall;

/** Is told what becomes of paid calls, for metrics and logs. Called from any thread. */
public interface CallObserver {
  /** The call is journaled and about to leave. */
  void dispatched(LedgerCall call);

  void answered(LedgerCall call, Answer answer);

  void unanswered(LedgerCall call, BrainException silence);

  /** A call has left beside one that was long without an answer. */
  void hedged();

  /** Such a call was answered in time, and while the other was still out. */
  void hedgeWon();

  /** An answer that an earlier run paid for is used again. */
  void reused(Answer answer);

  /** The ledger could not be written or read. */
  void journalFailed(Throwable cause);

  /** Something failed in a way that its port does not allow: a bug, not the weather. */
  void brokeItsContract(Throwable cause);
}
