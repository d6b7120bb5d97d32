package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.EPOCH;
import static dev.vedette.core.brain.JournaledRun.audit;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.brain.JournaledRun.grant;
import static dev.vedette.core.brain.JournaledRun.kept;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that is long without an answer, and another that may overtake it. */
class JournaledBrainHedgingTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final HedgePolicy ALL = new HedgePolicy(SLOW, 1);

  private final JournaledRun run = JournaledRun.hedging(THREE_CALLS, ALL);

  @Test
  void aSecondCallIsMadeWhenTheFirstHasTakenSoLong() {
    asked();
    run.time.pass(SLOW.minusMillis(1));
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
    run.time.pass(Duration.ofMillis(1));
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED);
    assertThat(run.brain.calls).as("not before it is in the ledger").hasSize(1);
    run.acknowledge();

    assertThat(run.brain.calls).hasSize(2);
    LedgerCall second = run.journal.lines.get(1).call();
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.repeat()).as("the first may be on the bill").isTrue();
    assertThat(run.brain.requestIds.get(1)).endsWith("-2");
    assertThat(run.permits.availablePermits()).isZero();
    assertThat(run.observer.heard).containsExactly("dispatched", "dispatched", "hedged");
  }

  @Test
  void whereTheSecondIsAnsweredFirstThatIsTheWordAndTheFirstIsSettledAtWhatItCost() {
    var verdict = askedTwice();
    FakeBrain.Call first = run.brain.calls.remove();
    run.answer(420);
    assertThat(verdict).as("not before it is settled").isNotDone();
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
    assertThat(run.observer.heard).endsWith("answered", "hedge won");

    first.outcome().complete(answer(400));
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, SETTLED, SETTLED);
    assertThat(run.journal.lines).extracting(LedgerLine::micros).endsWith(420L, 400L);
    assertThat(run.journal.lines.get(3).call().attempt()).isEqualTo(1);
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
    assertNothingIsLeft();
  }

  @Test
  void whereTheFirstIsAnsweredFirstNothingWasWon() {
    var verdict = askedTwice();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
    run.brain.calls.remove().failForNow(Reason.TIMEOUT, Billing.UNKNOWN, Duration.ZERO);
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, SETTLED, UNKNOWN);
    assertThat(run.observer.heard).doesNotContain("hedge won");
    assertNothingIsLeft();
  }

  @Test
  void theSecondCallIsMadeOnAnotherRoadWhereThatHasAPlace() {
    var two = JournaledRun.hedgingOnTwoRoads(THREE_CALLS, ALL);
    two.ask(fresh("e-1"));
    two.acknowledge();
    two.time.pass(SLOW);
    two.acknowledge();
    assertThat(two.brain.calls).hasSize(1);
    assertThat(two.otherBrain.calls).hasSize(1);
    assertThat(two.journal.lines.get(1).call().provider()).isEqualTo("other");
  }

  @Test
  void whereTheOtherRoadIsClosedTheSecondCallTakesTheSame() {
    var two = JournaledRun.hedgingOnTwoRoads(THREE_CALLS, ALL);
    two.otherRoad.closed = Reason.BREAKER_OPEN;
    two.ask(fresh("e-1"));
    two.acknowledge();
    two.time.pass(SLOW);
    two.acknowledge();
    assertThat(two.brain.calls).hasSize(2);
  }

  @Test
  void withoutAPlaceThereIsNoSecondCallAndItsShareIsKeptForAnother() {
    var verdict = asked();
    assertThat(run.permits.tryAcquire()).isTrue();
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
    run.permits.release();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict).isDone();

    run.ask(fresh("e-2"));
    run.acknowledge();
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).endsWith(DISPATCHED, DISPATCHED);
  }

  @Test
  void noSecondCallBeginsUnderAnOrderThatForbidsIt() {
    asked();
    run.barred = true;
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void noMoreThanTheShareOfCallsIsMadeTwice() {
    var half = JournaledRun.hedging(THREE_CALLS, new HedgePolicy(SLOW, 0.5));
    for (int question = 1; question <= 4; question++) {
      var verdict = half.ask(fresh("e-" + question));
      half.acknowledge();
      half.time.pass(SLOW);
      while (!half.journal.appends.isEmpty() || !half.brain.calls.isEmpty()) {
        if (half.journal.appends.isEmpty()) {
          half.answer(420);
        } else {
          half.acknowledge();
        }
      }
      assertThat(verdict).isDone();
    }
    assertThat(half.brain.requestIds).hasSize(6);
    assertThat(half.observer.heard).filteredOn("hedged"::equals).hasSize(2);
  }

  @Test
  void tooShortBeforeTheDeadlineThereIsNoSecondCall() {
    var late = JournaledRun.hedging(THREE_CALLS, new HedgePolicy(Duration.ofMillis(9_501), 1));
    late.ask(fresh("e-1"));
    late.acknowledge();
    late.time.pass(Duration.ofMillis(9_501));
    assertThat(late.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void whoeverAsksOnceHedgesNothing() {
    var once = JournaledRun.hedging(RetryPolicy.once(), ALL);
    once.ask(fresh("e-1"));
    once.acknowledge();
    once.time.pass(SLOW);
    assertThat(once.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void aCallThatWaitsForTheLedgerIsNotHedged() {
    run.ask(fresh("e-1"));
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void anAnswerThatIsHereAndWaitsForTheLedgerIsNotHedged() {
    asked();
    run.answer(420);
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED);
  }

  @Test
  void whatWasKeptIsInNoHurry() {
    run.ask(kept("e-1"));
    run.acknowledge();
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void forAnAuditNobodyWaits() {
    run.ask(audit("e-1"));
    run.acknowledge();
    run.time.pass(SLOW);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
  }

  @Test
  void afterARestartTheAnswerOfEitherIsUsed() {
    var verdict = run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-1"), second(), run.settled("e-1", 77));
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(77));
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void afterARestartWithoutAnAnswerTheNextCallIsTheThirdAttempt() {
    run.ask(grant("e-1", EPOCH - 1));
    run.readBack(run.dispatched("e-1"), second());
    assertThat(run.journal.lines.get(0).call().attempt()).isEqualTo(3);
    assertThat(run.journal.lines.get(0).call().repeat()).isTrue();
  }

  private CompletableFuture<Verdict> asked() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    return verdict;
  }

  private CompletableFuture<Verdict> askedTwice() {
    var verdict = asked();
    run.time.pass(SLOW);
    run.acknowledge();
    return verdict;
  }

  /** As an earlier run wrote it before its second call. */
  private LedgerLine second() {
    Grant hedge = fresh("e-1").beside();
    return LedgerLine.dispatched(
        hedge.question().account(), LedgerCall.of(hedge, run.brain), 9_000, NOON);
  }

  private void assertNothingIsLeft() {
    assertThat(run.permits.availablePermits()).isEqualTo(2);
    assertThat(run.time.pending()).isZero();
    assertThat(run.journal.appends).isEmpty();
  }
}
