package dev.vedette.core.brain;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A question on its way through one run of the job.
 *
 * @param grant for the call that is next
 * @param calls of this run, the next one included
 * @param leave for all calls of the grant
 * @param tried roads on which the latest calls had no answer
 */
record Way(Grant grant, Leave leave, int calls, Set<Road> tried, CompletableFuture<Word> word) {
  /**
   * Before the first call.
   *
   * @param calls that count as made before it, because there is no leave for them
   */
  static Way first(Grant grant, Leave leave, int calls, CompletableFuture<Word> word) {
    return new Way(grant, leave, calls + 1, Set.of(), word);
  }

  /** Before the next call, after one that gave no answer. */
  Way after(BrainException silence, Road on) {
    Set<Road> all = new HashSet<>(tried);
    all.add(on);
    return new Way(grant.after(silence), leave, calls + 1, all, word);
  }

  /** Before the next call, after one that was not made, though its line may stand in the ledger. */
  Way afterUnmade() {
    return new Way(grant.beside(), leave, calls + 1, tried, word);
  }

  Way onAnyRoad() {
    return new Way(grant, leave, calls, Set.of(), word);
  }

  Question question() {
    return grant.question();
  }

  /** Whether it is asked for the first time, and somebody waits for the answer. */
  boolean isInAHurry() {
    return calls == 1 && !question().givesWay() && question().useless() == null;
  }

  boolean isOver() {
    return word.isDone();
  }
}
