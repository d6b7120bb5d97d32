package dev.vedette.core.brain;

import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.JournaledBrain.Alarm;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/**
 * Makes the calls for a question, one after the other as far as the policy goes, each with a place
 * on a road and journaled by itself. Where a road is in trouble and another has a place, the
 * question goes there at once; only on the same road is there a wait in between.
 *
 * <p>Nobody holds a place while waiting for another call, and only so many wait at once: beyond
 * that, how the last call ended is the last word.
 */
final class RepeatedCalls {
  private final PaidCalls calls;
  private final Roads roads;
  private final Semaphore waits;
  private final RetryPolicy policy;
  private final DoubleSupplier chance;
  private final Faults faults;
  private final InstantSource clock;
  private final Alarm alarm;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * A question on its way.
   *
   * @param attempt of the call that is next, over all runs
   * @param repeat whether an earlier one may have been billed
   * @param calls of this run, the next one included
   * @param tried roads on which the latest calls had no answer
   */
  private record Way(
      Grant grant,
      int attempt,
      boolean repeat,
      int calls,
      Set<Road> tried,
      CompletableFuture<Verdict> verdict) {
    Way after(BrainException silence, Road on) {
      boolean mayBeBilled = silence.billing() != BrainException.Billing.NOT_BILLED;
      Set<Road> all = new HashSet<>(tried);
      all.add(on);
      return new Way(grant, attempt + 1, repeat || mayBeBilled, calls + 1, all, verdict);
    }

    Way onAnyRoad() {
      return new Way(grant, attempt, repeat, calls, Set.of(), verdict);
    }
  }

  /**
   * @param mostWaiting questions between two calls
   * @param chance numbers from 0 to 1, equally likely
   */
  RepeatedCalls(
      PaidCalls calls,
      Roads roads,
      int mostWaiting,
      RetryPolicy policy,
      DoubleSupplier chance,
      Faults faults,
      InstantSource clock,
      Alarm alarm) {
    this.calls = calls;
    this.roads = roads;
    this.waits = new Semaphore(mostWaiting);
    this.policy = policy;
    this.chance = chance;
    this.faults = faults;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Calls at the moment. */
  int underWay() {
    return underWay.get();
  }

  /** Gives up the calls under way. */
  void close() {
    calls.close();
  }

  /** Completes the verdict by the deadline, at once where there is no place. */
  void begin(Grant grant, int attempt, boolean repeat, CompletableFuture<Verdict> verdict) {
    Duration timeLeft = timeLeft(grant);
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      verdict.complete(grant.byEdge(Reason.TIMEOUT, clock.instant()));
      return;
    }
    var way = new Way(grant, attempt, repeat, 1, Set.of(), verdict);
    Entry entry = enter(way);
    if (entry instanceof Entry.Place place) {
      Alarm.Pending deadline =
          alarm.in(timeLeft, () -> verdict.complete(grant.byEdge(Reason.TIMEOUT, clock.instant())));
      var unused = verdict.whenComplete((word, failure) -> deadline.cancel());
      call(way, place);
    } else if (entry instanceof Entry.Refused refused) {
      verdict.complete(grant.byEdge(refused.reason(), clock.instant()));
    }
  }

  private Entry enter(Way way) {
    try {
      return roads.enter(way.grant().question(), way.tried());
    } catch (RuntimeException e) {
      // A bug of a road's must not cost the edge's answer.
      faults.report(e);
      return new Entry.Refused(Reason.ERROR);
    }
  }

  private void call(Way way, Entry.Place place) {
    underWay.incrementAndGet();
    // Whatever throws in there becomes a failed stage, so that the place is always given back.
    var unused =
        CompletableFuture.completedFuture(way)
            .thenCompose(
                w -> calls.make(place, w.grant(), w.attempt(), w.repeat(), policy.patience()))
            .whenComplete(
                (ended, failure) -> {
                  underWay.decrementAndGet();
                  if (failure == null) {
                    goOn(way, place.road(), ended);
                  } else {
                    faults.report(failure);
                    way.verdict().complete(way.grant().byEdge(Reason.ERROR, clock.instant()));
                  }
                });
  }

  /** Calls again, elsewhere at once or here later, or lets how the last call ended be the end. */
  private void goOn(Way way, Road road, PaidCalls.Ended ended) {
    BrainException silence = ended.silence();
    if (silence == null || way.verdict().isDone()) {
      way.verdict().complete(ended.verdict());
      return;
    }
    Way next = way.after(silence, road);
    if (silence.blame() != Blame.QUESTION
        && policy.allowsAnother(way.calls(), timeLeft(way.grant()))
        && enter(next) instanceof Entry.Place elsewhere) {
      call(next, elsewhere);
      return;
    }
    Optional<Duration> wait =
        policy.waitAfter(way.calls(), silence, timeLeft(way.grant()), chance.getAsDouble());
    if (wait.isEmpty() || !waits.tryAcquire()) {
      way.verdict().complete(ended.verdict());
    } else {
      waitAndCall(wait.get(), next.onAnyRoad(), ended.verdict());
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

  /** Without a place, how the last call ended is the last word. */
  private void callAgain(Way way, Verdict lastWord) {
    if (way.verdict().isDone()) {
      return;
    }
    if (enter(way) instanceof Entry.Place place) {
      call(way, place);
    } else {
      way.verdict().complete(lastWord);
    }
  }

  private Duration timeLeft(Grant grant) {
    return Duration.between(clock.instant(), grant.question().deadline());
  }
}
