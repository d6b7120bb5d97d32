package dev.vedette.core.brain;

import dev.vedette.core.money.JournalException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the observer what failed, without its wrapping: the ledger, or something that has a bug.
 * That somebody has closed the ledger is neither.
 */
record Faults(CallObserver observer) {

  void report(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof JournalException ledger) {
      if (!ledger.isClosing()) {
        observer.journalFailed(cause);
      }
    } else {
      observer.brokeItsContract(cause);
    }
  }

  /** What a stage failed of. */
  static Throwable cause(Throwable failure) {
    @Nullable Throwable inner =
        failure instanceof CompletionException ? failure.getCause() : failure;
    return inner == null ? failure : inner;
  }
}
