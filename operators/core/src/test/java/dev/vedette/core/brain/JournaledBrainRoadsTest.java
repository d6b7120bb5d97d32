package dev.vedette.core.brain;

import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two brains of equal capability, each behind its road. */
class JournaledBrainRoadsTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));

  private final JournaledRun run = JournaledRun.withTwoRoads(THREE_CALLS);

  @Test
  void thePreferredBrainIsAsked() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.CLOUD);
    assertThat(run.road.ends).containsExactly("answered");
    assertThat(run.otherBrain.requestIds).isEmpty();
  }

  @Test
  void whereTheFirstRoadIsClosedTheOtherIsTakenAtOnce() {
    run.road.closed = Reason.BREAKER_OPEN;
    run.ask(fresh("e-1"));
    run.acknowledge();
    assertThat(run.otherBrain.calls).hasSize(1);
    assertThat(run.journal.lines.get(0).call().provider()).isEqualTo("other");
  }

  @Test
  void whereNoneIsOpenTheEdgeAnswersWithThePreferredOnesReason() {
    run.road.closed = Reason.BREAKER_OPEN;
    run.otherRoad.closed = Reason.RATE_LIMITED;
    assertEdge(run.ask(fresh("e-1")), Reason.BREAKER_OPEN);
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void theOtherBrainIsAskedWithoutWaitingOutTheFirstOnesBackoff() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.UNKNOWN, Duration.ofMinutes(1));
    assertThat(run.otherBrain.calls).isEmpty();
    acknowledgeTheEndAnd();
    assertThat(run.otherBrain.calls).hasSize(1);
    assertThat(run.otherBrain.requestIds.get(0)).endsWith("-2");
    LedgerCall second = run.journal.lines.get(2).call();
    assertThat(second.repeat()).as("the first may be on the bill").isTrue();
    assertThat(verdict).isNotDone();
  }

  @Test
  void whatSomebodyHasToMendAtOneBrainIsAskedOfTheOther() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().failFor(Blame.SETUP);
    acknowledgeTheEndAnd();
    assertThat(run.otherBrain.calls).hasSize(1);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, RELEASED, DISPATCHED);
  }

  @Test
  void whatIsTheQuestionsOwnFaultIsAskedOfNobodyElse() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().failFor(Blame.QUESTION);
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.otherBrain.requestIds).isEmpty();
  }

  @Test
  void whenBothHaveFailedTheLastCallsWaitIsWaitedAndTheFirstIsAskedAgain() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    acknowledgeTheEndAnd();
    run.otherBrain
        .calls
        .remove()
        .failForNow(Reason.RATE_LIMITED, Billing.NOT_BILLED, Duration.ofSeconds(2));
    run.acknowledge();
    assertThat(run.journal.appends).isEmpty();
    run.time.pass(Duration.ofSeconds(3));
    run.acknowledge();
    assertThat(run.brain.requestIds).hasSize(2);
  }

  @Test
  void noMoreCallsAreMadeThanThePolicyHasOnAllRoadsTogether() {
    var once = JournaledRun.withTwoRoads(RetryPolicy.once());
    var verdict = once.ask(fresh("e-1"));
    once.acknowledge();
    once.brain.calls.remove().failFor(Blame.ROAD);
    once.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertThat(once.otherBrain.requestIds).isEmpty();
  }

  @Test
  void eachRoadHearsHowItsOwnCallEnded() {
    run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().failFor(Blame.SETUP);
    acknowledgeTheEndAnd();
    run.otherBrain.calls.remove().failFor(Blame.QUESTION);
    run.acknowledge();
    assertThat(run.road.ends).containsExactly("unanswered error");
    assertThat(run.otherRoad.ends).containsExactly("unanswered error");
    assertThat(run.otherRoad.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aCallThatCannotBeJournaledSaysNothingOfTheRoad() {
    var verdict = run.ask(fresh("e-1"));
    run.journal.appends.remove().fail();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.road.ends).containsExactly("unused");
    assertThat(run.otherBrain.requestIds).isEmpty();
  }

  @Test
  void aRoadWithABugCostsNoAlert() {
    run.road.bug = new IllegalStateException("a bug");
    assertEdge(run.ask(fresh("e-1")), Reason.ERROR);
    assertThat(run.observer.heard).containsExactly("broke its contract: a bug");
  }

  @Test
  void aRoadWithABugCostsNoAnswerThatIsPaidFor() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.road.bug = new IllegalStateException("a bug");
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.CLOUD);
    assertThat(run.observer.heard).contains("broke its contract: a bug");
  }

  @Test
  void whenItIsClosedTheLedgerHearsOfTheCallsUnderWay() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    FakeBrain.Call call = run.brain.calls.remove();
    run.close();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, UNKNOWN);
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    call.outcome().complete(answer(420));
    assertThat(run.journal.entries()).as("too late").hasSize(2);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void whatIsInTheLedgerAfterItWasClosedIsNotAsked() {
    var verdict = run.ask(fresh("e-1"));
    run.close();
    run.acknowledge();
    assertThat(run.brain.calls).isEmpty();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, RELEASED);
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void whatLeavesWhileItIsBeingClosedIsGivenUpAtOnce() {
    run.ask(fresh("e-1"));
    run.brain.meanwhile = run::close;
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, UNKNOWN);
  }

  /** The end of a call is written, then the beginning of the next. */
  private void acknowledgeTheEndAnd() {
    run.acknowledge();
    run.acknowledge();
  }
}
