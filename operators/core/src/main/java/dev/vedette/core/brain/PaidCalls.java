package dev.vedette.core.brain;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
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

  /**
   * How a call ended, in the ledger too.
   *
   * @param word of the question, unless another call is made
   * @param silence null if it was answered
   */
  record Ended(Word word, @Nullable BrainException silence) {}

  /** Is told where a call is. */
  @FunctionalInterface
  interface Watch {
    /** It is in the ledger and about to leave. */
    void leaves();

    /** It has ended, which is not in the ledger yet. */
    default void isBack() {}
  }

  /**
   * Makes one call. Fails only where the call could not be journaled.
   *
   * @param place given back as soon as the call has ended, before that is in the ledger
   * @param patience after which it is given up, before the deadline if that is sooner
   * @param watch is told where it is
   */
  CompletionStage<Ended> make(Entry.Place place, Grant grant, Duration patience, Watch watch) {
    try {
      var call = LedgerCall.of(grant.question(), grant.attempt(), grant.repeat(), place.brain());
      return make(place, grant, call, patience, watch);
    } catch (RuntimeException e) {
      // A brain that has a bug; nothing was asked.
      leave(place, null, e);
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletionStage<Ended> make(
      Entry.Place place, Grant grant, LedgerCall call, Duration patience, Watch watch) {
    Question question = grant.question();
    long worstCaseMicros = place.brain().worstCaseMicros(question);
    // Whatever throws from here on becomes a failed stage, so that the place is given back once.
    return CompletableFuture.completedFuture(question)
        .thenCompose(q -> dispatch(place.brain(), q, call, worstCaseMicros, patience, watch))
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
      Brain brain,
      Question question,
      LedgerCall call,
      long worstCaseMicros,
      Duration patience,
      Watch watch) {
    return journal
        .append(LedgerLine.dispatched(question.account(), call, worstCaseMicros, clock.instant()))
        .thenCompose(
            written -> {
              observer.dispatched(call);
              watch.leaves();
              // The acknowledgement may have taken all the time there was.
              Duration left = Duration.between(clock.instant(), question.deadline());
              return whileOpen(brain.ask(question, call.requestId(), shorter(left, patience)));
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
    call.completeExceptionally(
        new BrainException(Reason.ERROR, Billing.UNKNOWN, 0, "closed while asking", null));
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

  private CompletionStage<Ended> settle(
      Grant grant,
      LedgerCall call,
      long worstCaseMicros,
      @Nullable Answer answer,
      @Nullable Throwable cause) {
    var account = grant.question().account();
    if (answer != null) {
      observer.answered(call, answer);
      return append(
          LedgerLine.settled(account, call, answer, clock.instant()),
          new Ended(grant.answered(answer, clock.instant()), null));
    }
    if (!(cause instanceof BrainException silence)) {
      return CompletableFuture.failedFuture(
          cause == null ? new IllegalStateException("neither answer nor failure") : cause);
    }
    observer.unanswered(call, silence);
    Instant now = clock.instant();
    LedgerLine line =
        switch (silence.billing()) {
          case NOT_BILLED -> LedgerLine.released(account, call, silence.reason(), now);
          case UNKNOWN -> LedgerLine.unknown(account, call, worstCaseMicros, silence.reason(), now);
          // Useless, and paid for all the same: at what it cost, which is known.
          case BILLED -> LedgerLine.settled(account, call, silence.written().orElseThrow(), now);
        };
    Word word =
        silence.blame() == Blame.QUESTION
            ? grant.withoutHope(silence.reason(), now)
            : grant.withoutAnswer(silence.reason(), now);
    return append(line, new Ended(word, silence));
  }

  /** The end once the line is written; also when it cannot be, for the alert must go out. */
  private CompletionStage<Ended> append(LedgerLine line, Ended ended) {
    return journal
        .append(line)
        .handle(
            (written, failure) -> {
              if (failure != null) {
                // The call stays dispatched, which counts it at its worst case.
                faults.report(failure);
              }
              return ended;
            });
  }
}
