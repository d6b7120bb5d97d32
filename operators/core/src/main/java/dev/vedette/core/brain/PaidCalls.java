package dev.vedette.core.brain;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls that may cost money: {@code dispatched} is in the ledger before the first byte
 * leaves, and what became of the call before anybody sees the answer.
 */
final class PaidCalls {
  private final Journal journal;
  private final CallObserver observer;
  private final Faults faults;
  private final InstantSource clock;
  private final Set<CompletableFuture<Answer>> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  PaidCalls(Journal journal, CallObserver observer, InstantSource clock) {
    this.journal = journal;
    this.observer = observer;
    this.faults = new Faults(observer);
    this.clock = clock;
  }

  /** How a call ended, in the ledger too. */
  sealed interface Outcome {
    /** With an answer. */
    record Answered(Word word) implements Outcome {}

    /** Without one. */
    record Unanswered(BrainException silence) implements Outcome {}

    /** It was not made: when it was in the ledger, nobody wanted it any more. */
    record Unwanted() implements Outcome {}
  }

  /** Is asked whether a call is to leave, and told where it is. */
  interface Watch {
    /** Whether it is still wanted, now that it is in the ledger: that may have taken seconds. */
    boolean isWanted();

    /** It is about to leave. */
    void leaves();

    /** It has ended, which is not in the ledger yet. */
    void isBack();
  }

  /** Nothing was kept for the call, or nothing is any more; it is not in the ledger. */
  private static final class WithoutLeaveException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Nobody wants the call any more, and nothing was asked. */
  private static final class UnwantedException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /**
   * Makes one call. Fails only where the call could not be journaled.
   *
   * @param leave of the grant
   * @param place given back as soon as the call has ended, before that is in the ledger
   * @param patience after which it is given up, before the deadline if that is sooner
   * @param watch is asked whether it is to leave, and told where it is
   */
  CompletionStage<Outcome> make(
      Entry.Place place, Grant grant, Leave leave, Duration patience, Watch watch) {
    try {
      var call = LedgerCall.of(grant, place.brain());
      return make(place, grant, leave, call, patience, watch);
    } catch (RuntimeException e) {
      // A brain that has a bug; nothing was asked.
      leave(place, null, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Outcome> make(
      Entry.Place place,
      Grant grant,
      Leave leave,
      LedgerCall call,
      Duration patience,
      Watch watch) {
    Question question = grant.question();
    long worstCaseMicros = place.brain().worstCaseMicros(question);
    // Whatever throws from here on becomes a failed stage, so that the place is given back once.
    return CompletableFuture.completedFuture(question)
        .thenCompose(q -> dispatch(place, leave, q, call, worstCaseMicros, patience, watch))
        .handle(
            (answer, failure) -> {
              Throwable cause = failure == null ? null : Faults.cause(failure);
              watch.isBack();
              leave(place, answer, cause);
              return settle(grant, call, worstCaseMicros, answer, cause);
            })
        .thenCompose(settled -> settled);
  }

  private CompletionStage<Answer> dispatch(
      Entry.Place place,
      Leave leave,
      Question question,
      LedgerCall call,
      long worstCaseMicros,
      Duration patience,
      Watch watch) {
    var line = LedgerLine.dispatched(question.account(), call, worstCaseMicros, clock.instant());
    return leave
        .begin(place.road(), worstCaseMicros, () -> journal.append(line))
        .orElseGet(() -> CompletableFuture.failedFuture(new WithoutLeaveException()))
        .thenCompose(
            written -> {
              if (!watch.isWanted()) {
                return CompletableFuture.failedFuture(new UnwantedException());
              }
              if (closed) {
                return CompletableFuture.failedFuture(closedWith(Billing.NOT_BILLED));
              }
              observer.dispatched(call);
              watch.leaves();
              // The acknowledgement may have taken all the time there was.
              Duration left = question.timeLeft(clock.instant());
              return whileOpen(
                  place.brain().ask(question, call.requestId(), shorter(left, patience)));
            });
  }

  /** The same call, which ends at once when all are given up. */
  private CompletionStage<Answer> whileOpen(CompletionStage<Answer> asked) {
    var call = new CompletableFuture<Answer>();
    underWay.add(call);
    asked.whenComplete(
        (answer, failure) -> {
          underWay.remove(call);
          if (failure == null) {
            call.complete(answer);
          } else {
            call.completeExceptionally(failure);
          }
        });
    if (closed) {
      giveUp(call);
    }
    return call;
  }

  /** Gives up what is under way, so that the ledger says so before it is closed. */
  void close() {
    closed = true;
    underWay.forEach(PaidCalls::giveUp);
  }

  private static void giveUp(CompletableFuture<Answer> call) {
    call.completeExceptionally(closedWith(Billing.UNKNOWN));
  }

  private static BrainException closedWith(Billing billing) {
    return new BrainException(Reason.ERROR, billing, 0, "closed while asking", null);
  }

  private void leave(Entry.Place place, @Nullable Answer answer, @Nullable Throwable cause) {
    try {
      if (answer != null) {
        place.answered();
      } else if (cause instanceof BrainException silence) {
        place.unanswered(silence);
      } else {
        place.unused();
      }
    } catch (RuntimeException e) {
      // A bug of a road's must not cost an answer that is paid for.
      observer.brokeItsContract(e);
    }
  }

  private static Duration shorter(Duration left, Duration patience) {
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(patience) < 0 ? left : patience;
  }

  private CompletionStage<Outcome> settle(
      Grant grant,
      LedgerCall call,
      long worstCaseMicros,
      @Nullable Answer answer,
      @Nullable Throwable cause) {
    var account = grant.question().account();
    Instant now = clock.instant();
    if (answer != null) {
      observer.answered(call, answer);
      return append(
          LedgerLine.settled(account, call, answer, now),
          new Outcome.Answered(grant.answered(answer, now)));
    }
    if (cause instanceof WithoutLeaveException) {
      return CompletableFuture.completedFuture(
          new Outcome.Unanswered(
              new BrainException(
                  Reason.BUDGET_EXHAUSTED, Billing.NOT_BILLED, 0, "nothing is kept for it", null)));
    }
    if (cause instanceof UnwantedException) {
      // Whatever it was for, it came too late.
      return append(
          LedgerLine.released(account, call, Reason.TIMEOUT, now), new Outcome.Unwanted());
    }
    if (!(cause instanceof BrainException silence)) {
      return CompletableFuture.failedFuture(
          cause == null ? new IllegalStateException("neither answer nor failure") : cause);
    }
    observer.unanswered(call, silence);
    LedgerLine line =
        switch (silence.billing()) {
          case NOT_BILLED -> LedgerLine.released(account, call, silence.reason(), now);
          case UNKNOWN -> LedgerLine.unknown(account, call, worstCaseMicros, silence.reason(), now);
          // Useless, and paid for all the same: at what it cost, which is known.
          case BILLED -> LedgerLine.settled(account, call, silence.written().orElseThrow(), now);
        };
    return append(line, new Outcome.Unanswered(silence));
  }

  /** The outcome once the line is written; also when it cannot be, for the alert must go out. */
  private CompletionStage<Outcome> append(LedgerLine line, Outcome outcome) {
    return journal
        .append(line)
        .handle(
            (written, failure) -> {
              if (failure != null) {
                // The call stays dispatched, which counts it at its worst case.
                faults.report(failure);
              }
              return outcome;
            });
  }
}
