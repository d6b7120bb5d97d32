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

  /**
   * How a call ended, in the ledger too.
   *
   * @param verdict that it leads to
   * @param silence null if it was answered
   */
  record Ended(Verdict verdict, @Nullable BrainException silence) {}

  /**
   * Makes one call. Fails only where the call could not be journaled.
   *
   * @param patience after which it is given up, before the deadline if that is sooner
   */
  CompletionStage<Ended> make(Grant grant, int attempt, boolean repeat, Duration patience) {
    var call = LedgerCall.of(grant.question(), attempt, repeat, brain);
    long worstCaseMicros = brain.worstCaseMicros(grant.question());
    return dispatch(grant.question(), call, worstCaseMicros, patience)
        .handle((answer, failure) -> settle(grant, call, worstCaseMicros, answer, failure))
        .thenCompose(settled -> settled);
  }

  private CompletionStage<Answer> dispatch(
      Question question, LedgerCall call, long worstCaseMicros, Duration patience) {
    return journal
        .append(LedgerLine.dispatched(question.account(), call, worstCaseMicros, clock.instant()))
        .thenCompose(
            written -> {
              observer.dispatched(call);
              // The acknowledgement may have taken all the time there was.
              Duration left = Duration.between(clock.instant(), question.deadline());
              return brain.ask(question, call.requestId(), shorter(left, patience));
            });
  }

  private static Duration shorter(Duration left, Duration patience) {
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(patience) < 0 ? left : patience;
  }

  private CompletionStage<Ended> settle(
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
          new Ended(grant.byCloud(answer, clock.instant()), null));
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
    return append(line, new Ended(grant.byEdge(silence.reason(), clock.instant()), silence));
  }

  /** The end once the line is written; also when it cannot be, for the alert must go out. */
  private CompletionStage<Ended> append(LedgerLine line, Ended ended) {
    return journal
        .append(line)
        .handle(
            (written, failure) -> {
              if (failure != null) {
                // The call stays dispatched, which counts it at its worst case.
                observer.journalFailed(Faults.cause(failure));
              }
              return ended;
            });
  }
}
