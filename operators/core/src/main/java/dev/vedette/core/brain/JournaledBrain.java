package dev.vedette.core.brain;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Asks the brain so that no answer is paid for twice, and always comes back with a verdict by the
 * deadline: the cloud's where there is one, otherwise the edge's with its reason. It never fails.
 *
 * <p>The order is what makes it safe: look up what earlier runs wrote, take a permit, append {@code
 * dispatched} and wait for it, call, append {@code settled}, and only then let anybody see the
 * answer. A question without a permit is answered at once, so that callers never queue here.
 */
public final class JournaledBrain {
  /** Fires an action after a while; cancelling is not needed, a late firing does nothing. */
  @FunctionalInterface
  public interface Alarm {
    void in(Duration delay, Runnable action);
  }

  /** How long an answer that may be paid for is looked for, past the deadline if need be. */
  private static final Duration LOOK_UP = Duration.ofSeconds(5);

  private final Brain brain;
  private final Journal journal;
  private final EarlierCalls earlier;
  private final Semaphore permits;
  private final CallObserver observer;
  private final InstantSource clock;
  private final Alarm alarm;

  /**
   * @param epochs where this run's epoch lines stand, one a partition; whatever is before them may
   *     have been written by an earlier run
   */
  public JournaledBrain(
      Brain brain,
      Journal journal,
      List<JournalPosition> epochs,
      Semaphore permits,
      CallObserver observer,
      InstantSource clock,
      Alarm alarm) {
    this.brain = brain;
    this.journal = journal;
    this.earlier = new EarlierCalls(journal, epochs);
    this.permits = permits;
    this.observer = observer;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** The last word on the question. Completes normally, exactly once, by the deadline. */
  public CompletionStage<Verdict> answer(Grant grant) {
    var verdict = new CompletableFuture<Verdict>();
    if (earlier.mayHold(grant)) {
      lookUp(grant)
          .whenComplete(
              (call, failure) -> {
                if (failure != null) {
                  failed(cause(failure));
                  verdict.complete(byEdge(grant, Reason.ERROR));
                } else if (call.isEmpty()) {
                  verdict.complete(byEdge(grant, Reason.RESTORED));
                } else {
                  resume(grant, call.get(), verdict);
                }
              });
    } else {
      ask(grant, grant.attempt(), grant.repeat(), verdict);
    }
    return verdict;
  }

  /**
   * What earlier runs know of the question, or empty when the ledger cannot be read in time. A
   * question that comes back past its deadline still has a while: its answer may be paid for.
   */
  private CompletionStage<Optional<JournaledCall>> lookUp(Grant grant) {
    var known = new CompletableFuture<Optional<JournaledCall>>();
    earlier
        .of(grant)
        .whenComplete(
            (call, failure) -> {
              if (failure == null) {
                known.complete(Optional.of(call));
              } else {
                known.completeExceptionally(failure);
              }
            });
    if (!known.isDone()) {
      Duration left = timeLeft(grant);
      alarm.in(
          left.compareTo(LOOK_UP) < 0 ? LOOK_UP : left, () -> known.complete(Optional.empty()));
    }
    return known;
  }

  private void resume(Grant grant, JournaledCall call, CompletableFuture<Verdict> verdict) {
    Answer paid = call.answer();
    if (paid != null) {
      observer.reused(paid);
      verdict.complete(byCloud(grant, paid));
    } else if (timeLeft(grant).isNegative() || timeLeft(grant).isZero()) {
      verdict.complete(byEdge(grant, Reason.RESTORED));
    } else {
      ask(
          grant,
          Math.max(grant.attempt(), call.nextAttempt()),
          grant.repeat() || call.mayHaveBeenBilled(),
          verdict);
    }
  }

  private void ask(Grant grant, int attempt, boolean repeat, CompletableFuture<Verdict> verdict) {
    Duration timeLeft = timeLeft(grant);
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      verdict.complete(byEdge(grant, Reason.TIMEOUT));
      return;
    }
    if (!permits.tryAcquire()) {
      verdict.complete(byEdge(grant, Reason.SATURATED));
      return;
    }
    alarm.in(timeLeft, () -> verdict.complete(byEdge(grant, Reason.TIMEOUT)));
    // Whatever throws in there becomes a failed stage, so that the permit always comes back.
    var unused =
        CompletableFuture.completedFuture(grant)
            .thenCompose(granted -> pay(granted, attempt, repeat))
            .whenComplete(
                (last, failure) -> {
                  permits.release();
                  if (failure != null) {
                    failed(cause(failure));
                  }
                  verdict.complete(failure == null ? last : byEdge(grant, Reason.ERROR));
                });
  }

  private CompletionStage<Verdict> pay(Grant grant, int attempt, boolean repeat) {
    var call = LedgerCall.of(grant.question(), attempt, repeat, brain);
    long worstCaseMicros = brain.worstCaseMicros(grant.question());
    return dispatch(grant, call, worstCaseMicros)
        .handle((answer, failure) -> settle(grant, call, worstCaseMicros, answer, failure))
        .thenCompose(settled -> settled);
  }

  private CompletionStage<Answer> dispatch(Grant grant, LedgerCall call, long worstCaseMicros) {
    Question question = grant.question();
    return journal
        .append(LedgerLine.dispatched(question.account(), call, worstCaseMicros, clock.instant()))
        .thenCompose(
            written -> {
              observer.dispatched(call);
              // The acknowledgement may have taken all the time there was.
              return brain.ask(question, call.requestId(), atLeastZero(timeLeft(grant)));
            });
  }

  private CompletionStage<Verdict> settle(
      Grant grant,
      LedgerCall call,
      long worstCaseMicros,
      @Nullable Answer answer,
      @Nullable Throwable failure) {
    if (answer != null) {
      observer.answered(call, answer);
      return append(
          LedgerLine.settled(grant.question().account(), call, answer, clock.instant()),
          byCloud(grant, answer));
    }
    if (!(cause(failure) instanceof BrainException silence)) {
      failed(cause(failure));
      return CompletableFuture.completedFuture(byEdge(grant, Reason.ERROR));
    }
    observer.unanswered(call, silence);
    var account = grant.question().account();
    LedgerLine line =
        silence.billing() == BrainException.Billing.NOT_BILLED
            ? LedgerLine.released(account, call, silence.reason(), clock.instant())
            : LedgerLine.unknown(account, call, worstCaseMicros, silence.reason(), clock.instant());
    return append(line, byEdge(grant, silence.reason()));
  }

  /** The verdict once the line is written; also when it cannot be, for the alert must go out. */
  private CompletionStage<Verdict> append(LedgerLine line, Verdict verdict) {
    return journal
        .append(line)
        .handle(
            (written, failure) -> {
              if (failure != null) {
                // The call stays dispatched, which counts it at its worst case.
                observer.journalFailed(cause(failure));
              }
              return verdict;
            });
  }

  private void failed(Throwable cause) {
    if (cause instanceof JournalException) {
      observer.journalFailed(cause);
    } else {
      observer.brokeItsContract(cause);
    }
  }

  private Verdict byEdge(Grant grant, Reason reason) {
    return Verdict.byEdge(
        grant.question(), grant.revision(), reason, grant.grantedAt(), clock.instant());
  }

  private Verdict byCloud(Grant grant, Answer answer) {
    return Verdict.byCloud(
        grant.question(), grant.revision(), answer, grant.grantedAt(), clock.instant());
  }

  private Duration timeLeft(Grant grant) {
    Instant now = clock.instant();
    return Duration.between(now, grant.question().deadline());
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Throwable cause(@Nullable Throwable failure) {
    Throwable inner =
        failure instanceof CompletionException
            ? Optional.ofNullable(failure.getCause()).orElse(failure)
            : failure;
    return inner == null ? new IllegalStateException("neither answer nor failure") : inner;
  }
}
