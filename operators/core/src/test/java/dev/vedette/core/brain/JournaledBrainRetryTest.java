package dev.vedette.core.brain;

import static dev.vedette.core.brain.JournaledRun.PATIENCE;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that are made again: up to three for a question, chance always in the middle. */
class JournaledBrainRetryTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));

  private final JournaledRun run = new JournaledRun(THREE_CALLS);

  @Test
  void whatPassesIsAskedAgainAndAnswered() {
    var verdict = run.ask(fresh("e-1"));
    busyFor(Duration.ZERO);
    assertThat(verdict).isNotDone();
    assertThat(run.permits.availablePermits()).as("nobody waits with a permit").isEqualTo(2);

    run.time.pass(Duration.ofMillis(499));
    assertThat(run.journal.appends).isEmpty();
    run.time.pass(Duration.ofMillis(1));
    run.acknowledge();
    run.answer(420);
    run.acknowledge();

    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.CLOUD);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, RELEASED, DISPATCHED, SETTLED);
    assertThat(run.brain.requestIds.get(1)).endsWith("-2");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void nothingIsAskedAgainUnderAnOrderThatForbidsIt() {
    var verdict = run.ask(fresh("e-1"));
    busyFor(Duration.ZERO);
    run.barred = true;
    run.time.pass(Duration.ofSeconds(1));
    assertEdge(verdict, Reason.EDGE_MODE);
    assertThat(run.journal.appends).isEmpty();
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aGrantOfBeforeTheOrderIsNotAskedEither() {
    run.barred = true;
    assertEdge(run.ask(fresh("e-1")), Reason.EDGE_MODE);
    assertThat(run.journal.appends).isEmpty();
  }

  @Test
  void theProvidersWaitIsTheLeast() {
    run.ask(fresh("e-1"));
    busyFor(Duration.ofSeconds(3));
    run.time.pass(Duration.ofMillis(3_499));
    assertThat(run.journal.appends).isEmpty();
    run.time.pass(Duration.ofMillis(1));
    assertThat(run.journal.appends).hasSize(1);
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() {
    var verdict = run.ask(fresh("e-1"));
    busyFor(PATIENCE);
    assertEdge(verdict, Reason.RATE_LIMITED);
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void afterThreeCallsTheEdgeAnswers() {
    var verdict = run.ask(fresh("e-1"));
    for (int call = 0; call < 3; call++) {
      assertThat(verdict).isNotDone();
      busyFor(Duration.ZERO);
      run.time.pass(Duration.ofSeconds(1));
    }
    assertEdge(verdict, Reason.RATE_LIMITED);
    assertThat(run.brain.requestIds).hasSize(3);
  }

  @Test
  void whatCannotHelpIsNotTriedAgain() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().fail(Reason.ERROR, Billing.NOT_BILLED);
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void aSecondCallSaysThatTheFirstMayBeBilled() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.UNKNOWN, Duration.ZERO);
    run.acknowledge();
    run.time.pass(Duration.ofSeconds(1));

    assertThat(run.journal.entries()).containsExactly(DISPATCHED, UNKNOWN, DISPATCHED);
    LedgerCall second = run.journal.lines.get(2).call();
    assertThat(second.repeat()).isTrue();
    assertThat(second.attempt()).isEqualTo(2);
  }

  @Test
  void aCallIsGivenItsOwnPatienceAndNoMoreThanIsLeft() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    FakeBrain.Call first = run.brain.calls.remove();
    assertThat(first.timeLeft()).isEqualTo(Duration.ofSeconds(6));
    run.time.pass(Duration.ofSeconds(6));
    first.failForNow(Reason.TIMEOUT, Billing.UNKNOWN, Duration.ZERO);
    run.acknowledge();
    run.time.pass(Duration.ofMillis(500));
    run.acknowledge();
    assertThat(run.brain.calls.remove().timeLeft()).isEqualTo(Duration.ofMillis(3_500));
  }

  @Test
  void withoutAPermitHowTheLastCallEndedIsTheLastWord() {
    var verdict = run.ask(fresh("e-1"));
    busyFor(Duration.ZERO);
    assertThat(run.permits.tryAcquire(2)).isTrue();
    run.time.pass(Duration.ofSeconds(1));
    assertEdge(verdict, Reason.RATE_LIMITED);
    assertThat(run.brain.requestIds).hasSize(1);
  }

  @Test
  void noMoreWaitThanThereArePermits() {
    for (String event : new String[] {"e-1", "e-2"}) {
      run.ask(fresh(event));
      busyFor(Duration.ofSeconds(3));
    }
    var third = run.ask(fresh("e-3"));
    busyFor(Duration.ofSeconds(3));
    assertEdge(third, Reason.RATE_LIMITED);

    run.time.pass(Duration.ofMillis(3_500));
    assertThat(run.journal.appends).hasSize(2);
  }

  @Test
  void theDeadlineEndsTheWaitForASecondCall() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    FakeBrain.Call first = run.brain.calls.remove();
    run.time.pass(Duration.ofSeconds(9));
    first.failForNow(Reason.RATE_LIMITED, Billing.NOT_BILLED, Duration.ofMillis(100));
    run.acknowledge();
    assertThat(verdict).as("400 ms are too few for a call").isDone();
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void anAnswerOfTheSecondCallAfterTheDeadlineIsSettled() {
    var verdict = run.ask(fresh("e-1"));
    busyFor(Duration.ofSeconds(6));
    run.time.pass(Duration.ofMillis(6_500));
    run.acknowledge();
    run.time.pass(Duration.ofMillis(3_500));
    assertEdge(verdict, Reason.TIMEOUT);

    run.answer(420);
    run.acknowledge();
    assertThat(run.journal.entries()).endsWith(DISPATCHED, SETTLED);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aSecondCallThatCannotBeJournaledIsNotMade() {
    var verdict = run.ask(fresh("e-1"));
    busyFor(Duration.ZERO);
    run.time.pass(Duration.ofSeconds(1));
    run.journal.appends.remove().fail();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.brain.requestIds).hasSize(1);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  private void busyFor(Duration wait) {
    run.acknowledge();
    run.brain.calls.remove().failForNow(Reason.RATE_LIMITED, Billing.NOT_BILLED, wait);
    run.acknowledge();
  }
}
