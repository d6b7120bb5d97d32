package dev.vedette.core.brain;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What earlier runs of the job wrote into the ledger about questions that are still under way.
 *
 * <p>A grant says how far its giver had read. If that is before this run's own epoch line, the
 * stretch between the two may hold a call, even an answer, to the same question; it is read once
 * and kept. A grant of this run reaches beyond the epoch line or shares that one read.
 */
final class EarlierCalls {
  private final Journal journal;
  private final List<JournalPosition> epochs;
  private final Map<Integer, Stretch> stretches = new HashMap<>();

  private record Stretch(long from, CompletableFuture<Map<String, EarlierCall>> calls) {}

  EarlierCalls(Journal journal, List<JournalPosition> epochs) {
    this.journal = journal;
    this.epochs = List.copyOf(epochs);
  }

  boolean mayHold(Grant grant) {
    return grant.foldedTo().offset() < epochOf(grant);
  }

  CompletionStage<EarlierCall> of(Grant grant) {
    return stretchFor(grant.foldedTo(), epochOf(grant))
        .thenApply(calls -> calls.getOrDefault(grant.question().inferenceId(), EarlierCall.NONE));
  }

  private synchronized CompletableFuture<Map<String, EarlierCall>> stretchFor(
      JournalPosition from, long epoch) {
    Stretch known = stretches.get(from.partition());
    if (known != null
        && known.from() <= from.offset()
        && !known.calls().isCompletedExceptionally()) {
      return known.calls();
    }
    CompletableFuture<Map<String, EarlierCall>> calls =
        CompletableFuture.completedFuture(from)
            .thenCompose(start -> journal.read(start.partition(), start.offset(), epoch))
            .thenApply(EarlierCalls::fold)
            .toCompletableFuture();
    stretches.put(from.partition(), new Stretch(from.offset(), calls));
    return calls;
  }

  private static Map<String, EarlierCall> fold(List<LedgerLine> lines) {
    Map<String, EarlierCall> calls = new HashMap<>();
    for (LedgerLine line : lines) {
      line.inferenceId()
          .ifPresent(
              id -> calls.merge(id, EarlierCall.NONE.with(line), (known, one) -> known.with(line)));
    }
    return calls;
  }

  private long epochOf(Grant grant) {
    return epochs.get(grant.foldedTo().partition()).offset();
  }
}
