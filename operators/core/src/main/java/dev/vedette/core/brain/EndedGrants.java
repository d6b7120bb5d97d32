package dev.vedette.core.brain;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the ledger of the grants that have ended, so that what was kept for their calls is free
 * again. Nobody waits for that; what the ledger has not acknowledged is remembered, and told again.
 *
 * <p>Thread-safe.
 */
final class EndedGrants {
  private final Journal journal;
  private final Faults faults;
  private final Map<LedgerLine, Stage> untold = new ConcurrentHashMap<>();
  private final Set<LedgerGrant> endedBefore = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  private enum Stage {
    UNDER_WAY,
    FAILED
  }

  EndedGrants(Journal journal, Faults faults) {
    this.journal = journal;
    this.faults = faults;
  }

  /**
   * Says that a grant has ended, unless it was given up with the run that it was in: then it goes
   * on in the next.
   */
  void tell(LedgerLine ended) {
    if (isClosed) {
      return;
    }
    untold.put(ended, Stage.UNDER_WAY);
    append(ended);
  }

  /**
   * An earlier run was about to tell the ledger of this. It may be told behind this run's epoch
   * line, and its money be free from then on: so it has ended here as well, even if the grant comes
   * back.
   */
  void endedBefore(LedgerLine ended) {
    LedgerGrant over = ended.grant();
    if (over != null) {
      endedBefore.add(over);
    }
  }

  boolean hasEndedBefore(Grant grant) {
    return endedBefore.contains(grant.inLedger());
  }

  private void append(LedgerLine ended) {
    // Whatever throws in there becomes a failed stage: the word must go out.
    var unused =
        CompletableFuture.completedFuture(ended)
            .thenCompose(journal::append)
            .whenComplete(
                (position, failure) -> {
                  if (failure == null) {
                    untold.remove(ended);
                    tellFailed(); // it can be written to again
                  } else {
                    untold.replace(ended, Stage.FAILED);
                    faults.report(failure);
                  }
                });
  }

  private void tellFailed() {
    untold.forEach(
        (ended, stage) -> {
          if (!isClosed
              && stage == Stage.FAILED
              && untold.replace(ended, Stage.FAILED, Stage.UNDER_WAY)) {
            append(ended);
          }
        });
  }

  /** What the ledger may not have; what it has refused is told again. */
  List<LedgerLine> untold() {
    tellFailed();
    return List.copyOf(untold.keySet());
  }

  /** What ends from now on has not ended, but with the run. */
  void close() {
    isClosed = true;
  }
}
