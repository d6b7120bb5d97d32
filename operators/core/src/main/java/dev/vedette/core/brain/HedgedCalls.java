package dev.vedette.core.brain;

import dev.vedette.core.brain.JournaledBrain.Alarm;
import dev.vedette.core.brain.PaidCalls.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call for a question, or two at once where the first is long without an answer: the
 * second on another road if that has a place, otherwise on the same. The first useful answer is the
 * end; without one, how the last of them ended.
 *
 * <p>Both calls are paid for. So the slower one is not cut off: it is waited for as long as any
 * call, and the ledger settles what it cost.
 */
final class HedgedCalls {
  private final PaidCalls calls;
  private final Entrance entrance;
  private final RetryPolicy policy;
  private final HedgePolicy hedging;
  private final HedgeBudget budget;
  private final CallObserver observer;
  private final Faults faults;
  private final InstantSource clock;
  private final Alarm alarm;
  private final AtomicInteger underWay = new AtomicInteger();

  HedgedCalls(
      PaidCalls calls,
      Entrance entrance,
      RetryPolicy policy,
      HedgePolicy hedging,
      CallObserver observer,
      Faults faults,
      InstantSource clock,
      Alarm alarm) {
    this.calls = calls;
    this.entrance = entrance;
    this.policy = policy;
    this.hedging = hedging;
    this.budget = new HedgeBudget(hedging.share());
    this.observer = observer;
    this.faults = faults;
    this.clock = clock;
    this.alarm = alarm;
  }

  /**
   * The call with which a round ended.
   *
   * @param way after all calls of the round but this one
   */
  record LastCall(Way way, Road road, Outcome outcome) {}

  /** Calls at the moment. */
  int underWay() {
    return underWay.get();
  }

  /** Gives up the calls under way. */
  void close() {
    calls.close();
  }

  /** Fails only where no call could be journaled. */
  CompletionStage<LastCall> make(Way way, Entry.Place place) {
    var round = new Round(way, place.road());
    round.begin(place);
    Duration after = hedging.after();
    if (after != null && way.isInAHurry()) {
      budget.called();
      Alarm.Pending pending = alarm.in(after, round::hedge);
      var unused = round.end.whenComplete((last, failure) -> pending.cancel());
    }
    return round.end;
  }

  /** The calls that are made for one question at once. */
  private final class Round implements PaidCalls.Watch {
    private final Road firstRoad;
    private final Grant secondGrant;
    private final CompletableFuture<LastCall> end = new CompletableFuture<>();

    /** After those calls of the round that have ended. */
    private Way way;

    private int open = 1;

    /**
     * Whether the first call waits for its brain: where it waits for the ledger, so would another.
     */
    private boolean isFirstOut;

    /** Another call of the round, which ended without an answer. */
    private @Nullable LastCall earlier;

    Round(Way way, Road firstRoad) {
      this.way = way;
      this.firstRoad = firstRoad;
      this.secondGrant = way.grant().beside();
    }

    void begin(Entry.Place place) {
      var unused = call(way.grant(), place, this);
    }

    @Override
    public boolean isWanted() {
      return !end.isDone() && !way().isOver();
    }

    @Override
    public synchronized void leaves() {
      isFirstOut = true;
    }

    @Override
    public synchronized void isBack() {
      isFirstOut = false;
    }

    private void hedge() {
      Entry.Place place = placeForAnother();
      if (place != null) {
        var second = new Second();
        var unused = call(secondGrant, place, second).thenAccept(second::ended);
      }
    }

    /** Makes a call; in the end says whether it was the one that gave the question its answer. */
    private CompletionStage<Boolean> call(Grant grant, Entry.Place place, PaidCalls.Watch watch) {
      underWay.incrementAndGet();
      // Whatever throws in there becomes a failed stage, so that the place is always given back.
      return CompletableFuture.completedFuture(grant)
          .thenCompose(g -> calls.make(place, g, way.leave(), policy.patience(), watch))
          .handle(
              (outcome, failure) -> {
                underWay.decrementAndGet();
                if (failure != null) {
                  failed(failure);
                } else if (outcome instanceof Outcome.Unanswered unanswered) {
                  wentUnanswered(place.road(), unanswered);
                } else {
                  boolean isInTime = !way().isOver();
                  return end.complete(new LastCall(way(), place.road(), outcome)) && isInTime;
                }
                return false;
              });
    }

    /** Null where there is to be no second call. */
    private synchronized Entry.@Nullable Place placeForAnother() {
      Duration timeLeft = way.question().timeLeft(clock.instant());
      if (open == 0
          || !isFirstOut
          || way.isOver()
          || !policy.allowsAnother(way.calls(), timeLeft)
          || !budget.take()) {
        return null;
      }
      if (entrance.enterElsewhere(way.grant(), firstRoad) instanceof Entry.Place place) {
        open++;
        return place;
      }
      budget.giveBack();
      return null;
    }

    private synchronized Way way() {
      return way;
    }

    /** With another call under way this one is passed over; otherwise it ends the round. */
    private void wentUnanswered(Road road, Outcome.Unanswered outcome) {
      LastCall last;
      synchronized (this) {
        last = new LastCall(way, road, outcome);
        if (--open > 0) {
          earlier = last;
          way = way.after(outcome.silence(), road);
          return;
        }
      }
      end.complete(last);
    }

    /** A call that could not be journaled takes its number with it. */
    private void failed(Throwable failure) {
      LastCall instead;
      synchronized (this) {
        if (--open > 0) {
          way = way.afterUnmade();
          faults.report(failure);
          return;
        }
        instead =
            earlier == null
                ? null
                : new LastCall(earlier.way().afterUnmade(), earlier.road(), earlier.outcome());
      }
      if (instead == null) {
        end.completeExceptionally(failure);
      } else {
        faults.report(failure);
        end.complete(instead);
      }
    }

    /** The call beside the first one. */
    private final class Second implements PaidCalls.Watch {
      private boolean hasLeft;
      private boolean isAhead;

      @Override
      public boolean isWanted() {
        return Round.this.isWanted();
      }

      @Override
      public void leaves() {
        hasLeft = true;
        observer.hedged();
      }

      @Override
      public void isBack() {
        synchronized (Round.this) {
          isAhead = isFirstOut;
        }
      }

      void ended(boolean isTheAnswer) {
        if (!hasLeft) {
          budget.giveBack();
        } else if (isTheAnswer && isAhead) {
          observer.hedgeWon();
        }
      }
    }
  }
}
