package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.Examples;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls are made under a grant, and only as long and as many as it allows. */
class JournaledBrainGrantTest {
  private static final RoadPrice ENOUGH =
      new RoadPrice(
          "simulated/model-1", "simulated", FakeBrain.WORST_CASE_MICROS + FakeBrain.REPAIR_MICROS);

  private final JournaledRun run =
      new JournaledRun(new RetryPolicy(3, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(6)));

  @Test
  void theLedgerHearsOfTheEndOfAGrantBehindItsLastCall() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    assertThat(run.journal.ended).isEmpty();
    run.answer(77);
    run.acknowledge();
    LedgerLine ended = run.journal.ended.element().line();
    assertThat(ended.grant()).isEqualTo(fresh("e-1").inLedger());
    assertThat(ended.accountKey()).isEqualTo("acme");
  }

  @Test
  void itHearsOfAGrantUnderWhichNoCallWasMade() {
    run.road.closed = Reason.BREAKER_OPEN;
    run.ask(fresh("e-1"));
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.journal.ended).hasSize(1);
  }

  @Test
  void noMoreCallsAreMadeThanAreAllowed() {
    var verdict = run.ask(with(new Reservation(NOON, 1, List.of(ENOUGH))));
    run.acknowledge();
    run.brain
        .calls
        .remove()
        .failForNow(Reason.ERROR, BrainException.Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    assertThat(verdict).isDone();
    assertThat(run.brain.calls).isEmpty();
    assertThat(run.brain.requestIds).hasSize(1);
  }

  @Test
  void noCallIsMadeOnARoadForWhichNothingIsKept() {
    var elsewhere = new RoadPrice("other/model-1", "other", 1_000_000);
    var verdict = run.ask(with(new Reservation(NOON, 3, List.of(elsewhere))));
    assertThat(verdict).isDone();
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void aCallThatCouldCostMoreThanIsKeptIsNotMade() {
    var little = new RoadPrice("simulated/model-1", "simulated", FakeBrain.WORST_CASE_MICROS - 1);
    var verdict = run.ask(with(new Reservation(NOON, 3, List.of(little))));
    assertThat(verdict.join().reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.permits.availablePermits()).isPositive();
  }

  @Test
  void aRestoredGrantThatHadEndedIsNotAskedAgain() {
    Grant restored = JournaledRun.grant("e-1", 10);
    var verdict = run.ask(restored);
    run.readBack(LedgerLine.ended(restored.question().account(), restored.inLedger(), NOON));
    assertThat(verdict.join().reason()).isEqualTo(Reason.RESTORED);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.journal.ended).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestoredGrantWhoseEndTheLedgerMayNotHaveIsNotAskedAgain(boolean itsEndIsToldHere) {
    Grant restored = JournaledRun.grant("e-1", 10);
    LedgerLine untold = LedgerLine.ended(restored.question().account(), restored.inLedger(), NOON);
    run.takeUp(itsEndIsToldHere, untold);
    var verdict = run.ask(restored);
    run.readBack();
    assertThat(verdict.join().reason()).isEqualTo(Reason.RESTORED);
    assertThat(run.journal.lines).isEmpty();
    assertThat(run.journal.ended).hasSize(itsEndIsToldHere ? 1 : 0);
  }

  @Test
  void aRestoredGrantWhoseEndTheLedgerMayNotHaveIsAnsweredAllTheSame() {
    Grant restored = JournaledRun.grant("e-1", 10);
    run.takeUp(true, LedgerLine.ended(restored.question().account(), restored.inLedger(), NOON));
    var verdict = run.ask(restored);
    run.readBack(run.dispatched("e-1"), run.settled("e-1", 77));
    assertThat(verdict.join().answer()).isEqualTo(Examples.answer(77));
  }

  @Test
  void aGrantThatNobodyWaitsForMakesNoFurtherCallAndEndsOnce() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.end(fresh("e-1"));
    assertThat(run.journal.ended).hasSize(1);
    run.brain
        .calls
        .remove()
        .failForNow(Reason.ERROR, BrainException.Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    run.time.pass(Duration.ofSeconds(1));
    assertThat(verdict).isDone();
    assertThat(run.brain.requestIds).hasSize(1);
    assertThat(run.journal.ended).hasSize(1);
  }

  @Test
  void whatTheLedgerHasRefusedIsToldAgainOnceItTakesAnother() {
    run.road.closed = Reason.BREAKER_OPEN;
    run.ask(fresh("e-1"));
    FakeJournal.Append refused = run.journal.ended.remove();
    refused.fail();
    run.ask(fresh("e-2"));
    run.journal.ended.remove().acknowledge();
    assertThat(run.journal.ended).hasSize(1);
    assertThat(run.journal.ended.element().line()).isEqualTo(refused.line());
  }

  @Test
  void aRestoredGrantMakesTheCallsThatItHasLeft() {
    Grant restored = JournaledRun.grant("e-1", 10);
    Grant two =
        new Grant(
            restored.question(),
            1,
            false,
            restored.foldedTo(),
            1,
            new Reservation(restored.grantedAt(), 2, List.of(ENOUGH)));
    run.ask(two);
    run.readBack(run.dispatched("e-1"));
    run.acknowledge();
    run.brain
        .calls
        .remove()
        .failForNow(Reason.ERROR, BrainException.Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    assertThat(run.brain.requestIds).hasSize(1);
    assertThat(run.brain.calls).isEmpty();
  }

  @Test
  void whatTheLedgerHasNotAcknowledgedIsToldAgain() {
    run.road.closed = Reason.BREAKER_OPEN;
    run.ask(fresh("e-1"));
    FakeJournal.Append first = run.journal.ended.remove();
    assertThat(run.untold()).containsExactly(first.line());
    assertThat(run.journal.ended).as("it may yet be there").isEmpty();
    first.fail();
    assertThat(run.untold()).containsExactly(first.line());
    run.journal.ended.remove().acknowledge();
    assertThat(run.untold()).isEmpty();
  }

  @Test
  void whatIsGivenUpWithTheRunHasNotEnded() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    run.close();
    assertThat(run.journal.ended).isEmpty();
  }

  private static Grant with(Reservation reservation) {
    Grant any = fresh("e-1");
    return new Grant(any.question(), 1, false, any.foldedTo(), 1, reservation);
  }
}
