package dev.vedette.core.brain;

import dev.vedette.core.brain.JournaledBrain.Alarm;
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
   * How a round of calls ended.
   *
   * @param way after all calls of the round but this one
   * @param road of the call that ended it
   */
  record Ended(Way way, Road road, PaidCalls.Ended call) {}

  /** Calls at the moment. */
  int underWay() {
    return underWay.get();
  }

  /** Gives up the calls under way. */
  void close() {
    calls.close();
  }

  /** Fails only where no call could be journaled. */
  CompletionStage<Ended> make(Way way, Entry.Place place) {
    var round = new Round(way, place.road());
    Duration after = hedging.after();
    if (after != null && way.isInAHurry()) {
      budget.called();
      Alarm.Pending pending = alarm.in(after, round::hedge);
      var unused = round.end.whenComplete((ended, failure) -> pending.cancel());
    }
    round.call(way.grant(), place, round, () -> {});
    return round.end;
  }

  /** The calls that are made for one question at once. */
  private final class Round implements PaidCalls.Watch {
    private final Road firstRoad;
    private final Grant secondGrant;
    private final CompletableFuture<Ended> end = new CompletableFuture<>();

    /** After those calls of the round that have ended. */
    private Way way;

    private int open = 1;

    /**
     * Whether the first call waits for its brain: where it waits for the ledger, so would another.
     */
    private boolean isOut;

    /** How another call of the round ended without an answer. */
    private @Nullable Ended earlier;

    Round(Way way, Road firstRoad) {
      this.way = way;
      this.firstRoad = firstRoad;
      this.secondGrant = way.grant().beside();
    }

    void call(Grant grant, Entry.Place place, PaidCalls.Watch watch, Runnable winning) {
      underWay.incrementAndGet();
      // Whatever throws in there becomes a failed stage, so that the place is always given back.
      var unused =
          CompletableFuture.completedFuture(grant)
              .thenCompose(g -> calls.make(place, g, policy.patience(), watch))
              .whenComplete(
                  (call, failure) -> {
                    underWay.decrementAndGet();
                    if (failure != null) {
                      failed(failure);
                    } else if (call.silence() != null) {
                      wentUnanswered(place.road(), call, call.silence());
                    } else if (end.complete(new Ended(wayNow(), place.road(), call))) {
                      winning.run();
                    }
                  });
    }

    @Override
    public synchronized void leaves() {
      isOut = true;
    }

    @Override
    public synchronized void isBack() {
      isOut = false;
    }

    private void hedge() {
      Entry.Place place = placeForAnother();
      if (place != null) {
        call(secondGrant, place, observer::hedged, observer::hedgeWon);
      }
    }

    /** Null where there is to be no second call. */
    private synchronized Entry.@Nullable Place placeForAnother() {
      Duration timeLeft = Duration.between(clock.instant(), way.question().deadline());
      if (open == 0
          || !isOut
          || way.isOver()
          || !policy.allowsAnother(way.calls(), timeLeft)
          || !budget.take()) {
        return null;
      }
      if (entrance.enterElsewhere(way.question(), firstRoad) instanceof Entry.Place place) {
        open++;
        return place;
      }
      budget.giveBack();
      return null;
    }

    private synchronized Way wayNow() {
      return way;
    }

    /** With another call under way this one is passed over; otherwise it ends the round. */
    private void wentUnanswered(Road road, PaidCalls.Ended call, BrainException silence) {
      Ended last;
      synchronized (this) {
        last = new Ended(way, road, call);
        if (--open > 0) {
          earlier = last;
          way = way.after(silence, road);
          return;
        }
      }
      end.complete(last);
    }

    /** A call that could not be journaled takes its number with it. */
    private void failed(Throwable failure) {
      Ended instead;
      synchronized (this) {
        if (--open > 0) {
          way = way.without();
          faults.report(failure);
          return;
        }
        instead =
            earlier == null
                ? null
                : new Ended(earlier.way().without(), earlier.road(), earlier.call());
      }
      if (instead == null) {
        end.completeExceptionally(failure);
      } else {
        faults.report(failure);
        end.complete(instead);
      }
    }
  }
}
