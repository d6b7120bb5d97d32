package dev.vedette.core.brain;

import dev.vedette.core.money.Account;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Asks the brain so that no journaled answer is paid for twice, and always comes back with a word
 * by the deadline: the cloud's where there is one, otherwise the edge's with its reason. It never
 * fails.
 *
 * <p>The order is what makes it safe: look up what earlier runs wrote, take a place, append {@code
 * dispatched} and wait for it, call, append {@code settled}, and only then let anybody see the
 * answer. A question without a place is answered at once, so that callers never queue here. A call
 * that gave no answer may be made again, see {@link RepeatedCalls}.
 */
public final class JournaledBrain implements AutoCloseable {
  /**
   * Fires an action after a while, which does nothing if all is over by then. Once it is closed, it
   * takes actions all the same and never fires them.
   */
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

  /** How long an answer that may be paid for is looked for, past the deadline if need be. */
  static final Duration LOOK_UP = Duration.ofSeconds(5);

  private final Entrance entrance;
  private final RepeatedCalls calls;
  private final EarlierCalls earlier;
  private final EndedGrants ended;
  private final Map<LedgerGrant, Leave> leaves = new ConcurrentHashMap<>();
  private final Faults faults;
  private final CallObserver observer;
  private final InstantSource clock;
  private final Alarm alarm;

  /**
   * @param barred for whom no call may begin, by order
   * @param epochs where this run's epoch lines stand, one a partition; whatever is before them may
   *     have been written by an earlier run
   * @param mostWaiting questions between two calls
   * @param chance numbers from 0 to 1, equally likely
   */
  public JournaledBrain(
      Roads roads,
      Predicate<Account> barred,
      Journal journal,
      List<JournalPosition> epochs,
      int mostWaiting,
      RetryPolicy policy,
      HedgePolicy hedging,
      DoubleSupplier chance,
      CallObserver observer,
      InstantSource clock,
      Alarm alarm) {
    this.faults = new Faults(observer);
    this.entrance = new Entrance(roads, barred, faults);
    this.calls =
        new RepeatedCalls(
            new HedgedCalls(
                new PaidCalls(journal, observer, clock),
                entrance,
                policy,
                hedging,
                observer,
                faults,
                clock,
                alarm),
            entrance,
            mostWaiting,
            policy,
            chance,
            faults,
            clock,
            alarm);
    this.earlier = new EarlierCalls(journal, epochs);
    this.ended = new EndedGrants(journal, faults);
    this.observer = observer;
    this.clock = clock;
    this.alarm = alarm;
  }

  /** Calls at the moment. */
  public int underWay() {
    return calls.underWay();
  }

  /** The last word on the question. Completes normally, exactly once, by the deadline. */
  public CompletionStage<Word> answer(Grant grant) {
    var word = new CompletableFuture<Word>();
    var leave = new Leave(grant.reservation());
    leaves.put(grant.inLedger(), leave);
    CompletionStage<Word> said = ended(grant, word);
    if (!earlier.mayHold(grant)) {
      calls.begin(grant, 0, word, leave);
      return said;
    }
    var unused =
        lookUp(grant)
            .thenAccept(call -> resume(grant, call, word, leave))
            .exceptionally(
                failure -> {
                  faults.report(failure);
                  word.complete(without(grant, Reason.ERROR));
                  return null;
                });
    return said;
  }

  /** The word, which nobody sees before the ledger is about to hear that the grant has ended. */
  private CompletionStage<Word> ended(Grant grant, CompletableFuture<Word> word) {
    return word.thenApply(
        said -> {
          end(grant);
          return said;
        });
  }

  /** No call begins under the grant any more, although its word may be still to come. */
  public void end(Grant grant) {
    Leave leave = leaves.remove(grant.inLedger());
    if (leave != null && !ended.hasEndedBefore(grant)) {
      var line = LedgerLine.ended(grant.question().account(), grant.inLedger(), clock.instant());
      leave.end(() -> ended.tell(line));
    }
  }

  /** Lines that the ledger may not have yet; another run takes them up. */
  public List<LedgerLine> untold() {
    return ended.untold();
  }

  /**
   * What earlier runs may not have told the ledger. No call begins under these grants, wherever
   * they come back.
   *
   * @param mine are told again here; the others are so elsewhere
   */
  public void takeUp(List<LedgerLine> untold, Predicate<LedgerLine> mine) {
    untold.forEach(ended::endedBefore);
    untold.stream().filter(mine).forEach(ended::tell);
  }

  /**
   * What earlier runs know of the question, or empty when the ledger cannot be read in time. A
   * question that comes back past its deadline still has a while: its answer may be paid for.
   */
  private CompletionStage<Optional<EarlierCall>> lookUp(Grant grant) {
    var known = new CompletableFuture<Optional<EarlierCall>>();
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

  private void resume(
      Grant grant, Optional<EarlierCall> lookedUp, CompletableFuture<Word> word, Leave leave) {
    if (lookedUp.isEmpty()) {
      word.complete(without(grant, Reason.RESTORED));
      return;
    }
    EarlierCall earlierCall = lookedUp.get();
    JournaledCall call = earlierCall.known();
    Answer paid = call.answer();
    if (paid != null) {
      observer.reused(paid);
      word.complete(grant.answered(paid, clock.instant()));
    } else if (isRefused(grant, call)) {
      word.complete(grant.withoutHope(Reason.REFUSED, clock.instant()));
    } else if (timeLeft(grant).compareTo(Duration.ZERO) <= 0
        || earlierCall.leavesNothingOf(grant)
        || ended.hasEndedBefore(grant)) {
      word.complete(without(grant, Reason.RESTORED));
    } else {
      leave.takeOff(earlierCall.madeUnder(grant));
      calls.begin(grant.knowing(call), earlierCall.madeUnder(grant), word, leave);
    }
  }

  /** Nobody has answered; nobody will where the question may not leave any more. */
  private Word without(Grant grant, Reason reason) {
    return grant.closedTo(
        entrance.withholds(grant.question()) ? Reason.PRIVACY : reason, clock.instant());
  }

  /** Also where the grant knew of one useless answer, and the ledger has another. */
  private static boolean isRefused(Grant grant, JournaledCall call) {
    Answer useless = call.useless();
    return call.isRefused() || (useless != null && grant.question().isRefusedBy(useless));
  }

  /** Gives up the calls under way; the ledger, which is open still, hears of it. */
  @Override
  public void close() {
    ended.close();
    calls.close();
  }

  private static void cancelWhenDone(CompletableFuture<?> outcome, Alarm.Pending alarm) {
    var unused = outcome.whenComplete((value, failure) -> alarm.cancel());
  }

  private Duration timeLeft(Grant grant) {
    return grant.question().timeLeft(clock.instant());
  }
}
