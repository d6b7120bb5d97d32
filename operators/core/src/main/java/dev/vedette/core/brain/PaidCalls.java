package dev.vedette.core.brain;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls that may cost money: {@code dispatched} is in the ledger before the first byte
 * leaves, and what became of the call before anybody sees the answer.
 */
final class PaidCalls {
  private final Brain brain;
  private final Journal journal;
  private final CallObserver observer;
  private final InstantSource clock;

  PaidCalls(Brain brain, Journal journal, CallObserver observer, InstantSource clock) {
    this.brain = brain;
    this.journal = journal;
    this.observer = observer;
    this.clock = clock;
  }

  /** The verdict that the call leads to. Fails only where the call could not be journaled. */
  CompletionStage<Verdict> make(Grant grant, int attempt, boolean repeat) {
    var call = LedgerCall.of(grant.question(), attempt, repeat, brain);
    long worstCaseMicros = brain.worstCaseMicros(grant.question());
    return dispatch(grant.question(), call, worstCaseMicros)
        .handle((answer, failure) -> settle(grant, call, worstCaseMicros, answer, failure))
        .thenCompose(settled -> settled);
  }

  private CompletionStage<Answer> dispatch(
      Question question, LedgerCall call, long worstCaseMicros) {
    return journal
        .append(LedgerLine.dispatched(question.account(), call, worstCaseMicros, clock.instant()))
        .thenCompose(
            written -> {
              observer.dispatched(call);
              // The acknowledgement may have taken all the time there was.
              Duration left = Duration.between(clock.instant(), question.deadline());
              return brain.ask(
                  question, call.requestId(), left.isNegative() ? Duration.ZERO : left);
            });
  }

  private CompletionStage<Verdict> settle(
      Grant grant,
      LedgerCall call,
      long worstCaseMicros,
      @Nullable Answer answer,
      @Nullable Throwable failure) {
    var account = grant.question().account();
    if (answer != null) {
      observer.answered(call, answer);
      return append(
          LedgerLine.settled(account, call, answer, clock.instant()),
          grant.byCloud(answer, clock.instant()));
    }
    Throwable cause =
        failure == null
            ? new IllegalStateException("neither answer nor failure")
            : Faults.cause(failure);
    if (!(cause instanceof BrainException silence)) {
      return CompletableFuture.failedFuture(cause);
    }
    observer.unanswered(call, silence);
    LedgerLine line =
        silence.billing() == BrainException.Billing.NOT_BILLED
            ? LedgerLine.released(account, call, silence.reason(), clock.instant())
            : LedgerLine.unknown(account, call, worstCaseMicros, silence.reason(), clock.instant());
    return append(line, grant.byEdge(silence.reason(), clock.instant()));
  }

  /** The verdict once the line is written; also when it cannot be, for the alert must go out. */
  private CompletionStage<Verdict> append(LedgerLine line, Verdict verdict) {
    return journal
        .append(line)
        .handle(
            (written, failure) -> {
              if (failure != null) {
                // The call stays dispatched, which counts it at its worst case.
                observer.journalFailed(Faults.cause(failure));
              }
              return verdict;
            });
  }
}
