package dev.vedette.core.brain;

import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;

/**
 * Asks the brain so that no journaled answer is paid for twice, and always comes back with a
 * verdict by the deadline: the cloud's where there is one, otherwise the edge's with its reason. It
 * never fails.
 *
 * <p>The order is what makes it safe: look up what earlier runs wrote, take a permit, append {@code
 * dispatched} and wait for it, call, append {@code settled}, and only then let anybody see the
 * answer. A question without a permit is answered at once, so that callers never queue here. A call
 * that gave no answer is made again as far as the policy goes, each one journaled by itself. Nobody
 * holds a permit while waiting for that, and no more wait than there are permits: beyond that, how
 * the last call ended is the last word.
 */
public final class JournaledBrain {
  /** Fires an action after a while. A firing after all is over does nothing. */
  @FunctionalInterface
  public interface Alarm {
    Pending in(Duration delay, Runnable action);

    /** An action that has not fired yet, and all that it holds. */
    @FunctionalInterface
    interface Pending {
      /** Lets go of the action: it may hold a picture, for as long as the deadline is away. */
      void cancel();
    }
  }

  /**
   * A question on its way.
   *
   * @param attempt of the call that is next, over all runs
   * @param repeat whether an earlier one may have been billed
   * @param calls of this run, the next one included
   */
  private record Way(
      Grant grant, int attempt, boolean repeat, int calls, CompletableFuture<Verdict> verdict) {
    Way after(BrainException silence) {
      boolean mayBeBilled = silence.billing() != BrainException.Billing.NOT_BILLED;
      return new Way(grant, attempt + 1, repeat || mayBeBilled, calls + 1, verdict);
    }
  }

  /** How long an answer that may be paid for is looked for, past the deadline if need be. */
  static final Duration LOOK_UP = Duration.ofSeconds(5);

  private final PaidCalls calls;
  private final EarlierCalls earlier;
  private final Semaphore permits;
  private final Semaphore waits;
  private final RetryPolicy policy;
  private final DoubleSupplier chance;
  private final Faults faults;
  private final CallObserver observer;
  private final InstantSource clock;
  private final Alarm alarm;

  /**
   * @param epochs where this run's epoch lines stand, one a partition; whatever is before them may
   *     have been written by an earlier run
   * @param chance numbers from 0 to 1, equally likely
   */
  public JournaledBrain(
      Brain brain,
      Journal journal,
      List<JournalPosition> epochs,
      Semaphore permits,
      RetryPolicy policy,
      DoubleSupplier chance,
      CallObserver observer,
      InstantSource clock,
      Alarm alarm) {
    this.calls = new PaidCalls(brain, journal, observer, clock);
    this.faults = new Faults(observer);
    this.earlier = new EarlierCalls(journal, epochs);
    this.permits = permits;
    this.waits = new Semaphore(permits.availablePermits());
    this.policy = policy;
    this.chance = chance;
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
                  faults.report(failure);
                  verdict.complete(grant.byEdge(Reason.ERROR, clock.instant()));
                } else if (call.isEmpty()) {
                  verdict.complete(grant.byEdge(Reason.RESTORED, clock.instant()));
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
      cancelWhenDone(
          known,
          alarm.in(
              left.compareTo(LOOK_UP) < 0 ? LOOK_UP : left,
              () -> known.complete(Optional.empty())));
    }
    return known;
  }

  private void resume(Grant grant, JournaledCall call, CompletableFuture<Verdict> verdict) {
    Answer paid = call.answer();
    if (paid != null) {
      observer.reused(paid);
      verdict.complete(grant.byCloud(paid, clock.instant()));
    } else if (timeLeft(grant).isNegative() || timeLeft(grant).isZero()) {
      verdict.complete(grant.byEdge(Reason.RESTORED, clock.instant()));
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
      verdict.complete(grant.byEdge(Reason.TIMEOUT, clock.instant()));
      return;
    }
    if (!permits.tryAcquire()) {
      verdict.complete(grant.byEdge(Reason.SATURATED, clock.instant()));
      return;
    }
    cancelWhenDone(
        verdict,
        alarm.in(timeLeft, () -> verdict.complete(grant.byEdge(Reason.TIMEOUT, clock.instant()))));
    call(new Way(grant, attempt, repeat, 1, verdict));
  }

  /** Makes a call with a permit that is taken already. */
  private void call(Way way) {
    // Whatever throws in there becomes a failed stage, so that the permit always comes back.
    var unused =
        CompletableFuture.completedFuture(way)
            .thenCompose(w -> calls.make(w.grant(), w.attempt(), w.repeat(), policy.patience()))
            .whenComplete(
                (ended, failure) -> {
                  permits.release();
                  if (failure == null) {
                    goOn(way, ended);
                  } else {
                    faults.report(failure);
                    way.verdict().complete(way.grant().byEdge(Reason.ERROR, clock.instant()));
                  }
                });
  }

  /** Waits and calls again, or lets the end of the last call be the last word. */
  private void goOn(Way way, PaidCalls.Ended ended) {
    BrainException silence = ended.silence();
    Optional<Duration> wait =
        silence == null
            ? Optional.empty()
            : policy.waitAfter(way.calls(), silence, timeLeft(way.grant()), chance.getAsDouble());
    if (silence == null || wait.isEmpty() || !waits.tryAcquire()) {
      way.verdict().complete(ended.verdict());
    } else {
      waitAndCall(wait.get(), way.after(silence), ended.verdict());
    }
  }

  private void waitAndCall(Duration wait, Way way, Verdict lastWord) {
    var over = new CompletableFuture<Void>();
    var unused = over.thenRun(waits::release);
    Alarm.Pending pending =
        alarm.in(
            wait,
            () -> {
              over.complete(null);
              callAgain(way, lastWord);
            });
    var unusedToo =
        way.verdict()
            .whenComplete(
                (verdict, failure) -> {
                  pending.cancel();
                  over.complete(null);
                });
  }

  /** Without a permit, how the last call ended is the last word. */
  private void callAgain(Way way, Verdict lastWord) {
    if (way.verdict().isDone()) {
      return;
    }
    if (permits.tryAcquire()) {
      call(way);
    } else {
      way.verdict().complete(lastWord);
    }
  }

  private static void cancelWhenDone(CompletableFuture<?> outcome, Alarm.Pending alarm) {
    var unused = outcome.whenComplete((value, failure) -> alarm.cancel());
  }

  private Duration timeLeft(Grant grant) {
    Instant now = clock.instant();
    return Duration.between(now, grant.question().deadline());
  }
}
