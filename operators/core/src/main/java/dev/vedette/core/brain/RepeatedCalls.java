package dev.vedette.core.brain;

import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.JournaledBrain.Alarm;
import dev.vedette.core.brain.PaidCalls.Outcome;
import dev.vedette.core.money.JournalException;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.DoubleSupplier;

/**
 * Makes the calls for a question, one after the other as far as the policy goes, each with a place
 * on a road and journaled by itself. Where a road is in trouble and another has a place, the
 * question goes there at once; only on the same road is there a wait in between. A model that wrote
 * something useless is shown it and asked once more, at once and on its own road.
 *
 * <p>Nobody holds a place while waiting for another call, and only so many wait at once: beyond
 * that, how the last call ended is the last word.
 */
final class RepeatedCalls {
  private final HedgedCalls calls;
  private final Entrance entrance;
  private final Semaphore waits;
  private final RetryPolicy policy;
  private final DoubleSupplier chance;
  private final Faults faults;
  private final InstantSource clock;
  private final Alarm alarm;

  /**
   * @param mostWaiting questions between two calls
   * @param chance numbers from 0 to 1, equally likely
   */
  RepeatedCalls(
      HedgedCalls calls,
      Entrance entrance,
      int mostWaiting,
      RetryPolicy policy,
      DoubleSupplier chance,
      Faults faults,
      InstantSource clock,
      Alarm alarm) {
    this.calls = calls;
    this.entrance = entrance;
    this.waits = new Semaphore(mostWaiting);
    this.policy = policy;
    this.chance = chance;
    this.faults = faults;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Calls at the moment. */
  int underWay() {
    return calls.underWay();
  }

  /** Gives up the calls under way. */
  void close() {
    calls.close();
  }

  /**
   * Completes the word by the deadline, at once where there is no place.
   *
   * @param made calls of this grant that were made before, by an earlier run
   */
  void begin(Grant grant, int made, CompletableFuture<Word> word, Leave leave) {
    Duration timeLeft = timeLeft(grant);
    if (timeLeft.isNegative() || timeLeft.isZero()) {
      word.complete(grant.withoutAnswer(Reason.TIMEOUT, clock.instant()));
      return;
    }
    // Before there is a place, which an alarm that cannot be had would keep for ever.
    Alarm.Pending deadline =
        alarm.in(
            timeLeft, () -> word.complete(grant.withoutAnswer(Reason.TIMEOUT, clock.instant())));
    var unused = word.whenComplete((said, failure) -> deadline.cancel());
    // Calls for which nothing was kept count as made.
    int unpaid = Math.max(0, policy.mostCalls() - grant.reservation().calls());
    var way = Way.first(grant, leave, unpaid + made, word);
    Entry entry = enter(way);
    if (entry instanceof Entry.Place place) {
      call(way, place);
    } else if (entry instanceof Entry.Refused refused) {
      word.complete(grant.closedTo(refused.reason(), clock.instant()));
    }
  }

  private Entry enter(Way way) {
    return entrance.enter(way.grant(), way.tried());
  }

  private void call(Way way, Entry.Place place) {
    var unused =
        calls
            .make(way, place)
            .whenComplete(
                (last, failure) -> {
                  if (failure != null) {
                    faults.report(failure);
                    way.word().complete(afterFailure(way.grant(), failure));
                  } else if (last.outcome() instanceof Outcome.Answered answered) {
                    way.word().complete(answered.word());
                  } else if (last.outcome() instanceof Outcome.Unanswered unanswered) {
                    goOn(last.way(), last.road(), unanswered.silence());
                  }
                });
  }

  /** A ledger that cannot be written will be again; what has a bug is not kept to meet it again. */
  private Word afterFailure(Grant grant, Throwable failure) {
    return Faults.cause(failure) instanceof JournalException
        ? grant.withoutAnswer(Reason.ERROR, clock.instant())
        : grant.withoutHope(Reason.ERROR, clock.instant());
  }

  /** Calls again, elsewhere at once or here later, or lets how the last call ended be the end. */
  private void goOn(Way way, Road road, BrainException silence) {
    if (way.isOver()) {
      return;
    }
    Way next = way.after(silence, road);
    Entry entry = atOnce(way, next, silence, road);
    if (entry instanceof Entry.Place place) {
      call(next, place);
      return;
    }
    Word lastWord = way.grant().unanswered(silence, clock.instant());
    Optional<Duration> wait =
        policy.waitAfter(way.calls(), silence, timeLeft(way.grant()), chance.getAsDouble());
    if (wait.isEmpty() || !waits.tryAcquire()) {
      way.word().complete(withoutPlace(way.grant(), entry, lastWord));
    } else {
      waitAndCall(wait.get(), next.onAnyRoad(), lastWord);
    }
  }

  /** Where the next call can be without a wait. What a model wrote goes back to it alone. */
  private Entry atOnce(Way way, Way next, BrainException silence, Road road) {
    var nowhere = new Entry.Refused(silence.reason());
    if (!policy.allowsAnother(way.calls(), timeLeft(way.grant()))) {
      return nowhere;
    }
    Optional<Answer> written = silence.written();
    if (written.isPresent()) {
      return way.question().isRefusedBy(written.get())
          ? nowhere
          : entrance.enterAgain(next.question(), road);
    }
    return silence.blame() == Blame.QUESTION ? nowhere : enter(next);
  }

  private void waitAndCall(Duration wait, Way way, Word lastWord) {
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
        way.word()
            .whenComplete(
                (word, failure) -> {
                  pending.cancel();
                  over.complete(null);
                });
  }

  private void callAgain(Way way, Word lastWord) {
    if (way.isOver()) {
      return;
    }
    Entry entry = enter(way);
    if (entry instanceof Entry.Place place) {
      call(way, place);
    } else {
      way.word().complete(withoutPlace(way.grant(), entry, lastWord));
    }
  }

  /** How the last call ended is the last word, but where nothing may be asked any more. */
  private Word withoutPlace(Grant grant, Entry entry, Word lastWord) {
    return entry instanceof Entry.Refused refused && grant.question().isEndedBy(refused.reason())
        ? grant.withoutHope(refused.reason(), clock.instant())
        : lastWord;
  }

  private Duration timeLeft(Grant grant) {
    return grant.question().timeLeft(clock.instant());
  }
}
