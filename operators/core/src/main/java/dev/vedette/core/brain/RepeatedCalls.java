package dev.vedette.core.brain;

import dev.vedette.core.brain.JournaledBrain.Alarm;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;

/**
 * Makes the calls for a question, one after the other as far as the policy goes, each with a permit
 * and journaled by itself.
 *
 * <p>Nobody holds a permit while waiting for another call, and no more wait than there are permits:
 * beyond that, how the last call ended is the last word.
 */
final class RepeatedCalls {
  private final PaidCalls calls;
  private final Semaphore permits;
  private final Semaphore waits;
  private final RetryPolicy policy;
  private final DoubleSupplier chance;
  private final Faults faults;
  private final InstantSource clock;
  private final Alarm alarm;

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

  /**
   * @param chance numbers from 0 to 1, equally likely
   */
  RepeatedCalls(
      PaidCalls calls,
      Semaphore permits,
      RetryPolicy policy,
      DoubleSupplier chance,
      Faults faults,
      InstantSource clock,
      Alarm alarm) {
    this.calls = calls;
    this.permits = permits;
    this.waits = new Semaphore(permits.availablePermits());
    this.policy = policy;
    this.chance = chance;
    this.faults = faults;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Completes the verdict by the deadline, at once where there is no permit. */
  void begin(Grant grant, int attempt, boolean repeat, CompletableFuture<Verdict> verdict) {
    Duration timeLeft = timeLeft(grant);
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      verdict.complete(grant.byEdge(Reason.TIMEOUT, clock.instant()));
      return;
    }
    if (!permits.tryAcquire()) {
      verdict.complete(grant.byEdge(Reason.SATURATED, clock.instant()));
      return;
    }
    Alarm.Pending deadline =
        alarm.in(timeLeft, () -> verdict.complete(grant.byEdge(Reason.TIMEOUT, clock.instant())));
    var unused = verdict.whenComplete((word, failure) -> deadline.cancel());
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

  private Duration timeLeft(Grant grant) {
    return Duration.between(clock.instant(), grant.question().deadline());
  }
}
