package dev.vedette.core.brain;

import dev.vedette.core.money.Account;
import dev.vedette.core.money.Journal;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    if (!earlier.mayHold(grant)) {
      return begun(grant, 0, word);
    }
    return lookUp(grant)
        .handle(
            (call, failure) -> {
              if (failure != null) {
                faults.report(failure);
                word.complete(without(grant, Reason.ERROR));
              } else if (call.isEmpty()) {
                word.complete(without(grant, Reason.RESTORED));
              } else {
                return resumed(grant, call.get(), word);
              }
              return ended(grant, new Leave(grant.reservation(), 0), word);
            })
        .thenCompose(said -> said);
  }

  private CompletionStage<Word> begun(Grant grant, int made, CompletableFuture<Word> word) {
    var leave = new Leave(grant.reservation(), made);
    CompletionStage<Word> said = ended(grant, leave, word);
    calls.begin(grant, made, word, leave);
    return said;
  }

  /** The word, which nobody sees before the ledger is about to hear that the grant has ended. */
  private CompletionStage<Word> ended(Grant grant, Leave leave, CompletableFuture<Word> word) {
    return word.thenApply(
        said -> {
          var line =
              LedgerLine.ended(grant.question().account(), grant.inLedger(), clock.instant());
          leave.end(() -> ended.tell(line));
          return said;
        });
  }

  /** Lines that the ledger may not have yet; another run tells them again. */
  public List<LedgerLine> untold() {
    return ended.untold();
  }

  /** Tells the ledger what an earlier run may not have told it. */
  public void tellAgain(List<LedgerLine> untold) {
    untold.forEach(ended::tell);
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

  private CompletionStage<Word> resumed(
      Grant grant, EarlierCall earlierCall, CompletableFuture<Word> word) {
    JournaledCall call = earlierCall.known();
    Answer paid = call.answer();
    if (paid != null) {
      observer.reused(paid);
      word.complete(grant.answered(paid, clock.instant()));
    } else if (isRefused(grant, call)) {
      word.complete(grant.withoutHope(Reason.REFUSED, clock.instant()));
    } else if (timeLeft(grant).isNegative()
        || timeLeft(grant).isZero()
        || earlierCall.leavesNothingOf(grant)) {
      word.complete(without(grant, Reason.RESTORED));
    } else {
      return begun(grant.knowing(call), earlierCall.madeUnder(grant), word);
    }
    return ended(grant, new Leave(grant.reservation(), 0), word);
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
