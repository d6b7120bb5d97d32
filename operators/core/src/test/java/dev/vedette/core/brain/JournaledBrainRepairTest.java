package dev.vedette.core.brain;

import static dev.vedette.core.Examples.ample;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.useless;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.brain.JournaledRun.grant;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A model that writes something else than an answer is asked for one once more. */
class JournaledBrainRepairTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));

  private final JournaledRun run = JournaledRun.withTwoRoads(THREE_CALLS);

  @Test
  void theModelIsShownWhatItWroteAndItsNextAnswerCounts() {
    var verdict = asked();
    writes("Well.", 300);
    assertThat(run.brain.calls).as("not before the first call is in the ledger").isEmpty();
    run.acknowledge();
    run.acknowledge();
    assertThat(run.brain.calls.element().question().useless()).isEqualTo(useless("Well.", 300));
    run.answer(420);
    run.acknowledge();

    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.CLOUD);
    assertThat(verdict.getNow(null).answer()).as("its own cost").isEqualTo(answer(420));
    assertThat(run.road.ends).containsExactly("unanswered refused", "answered");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void bothCallsAreInTheLedgerEachAtWhatItCost() {
    asked();
    writesAndIsAskedAgain("Well.", 300);
    run.answer(420);

    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED, DISPATCHED, SETTLED);
    assertThat(run.journal.lines)
        .extracting(LedgerLine::micros)
        .containsExactly(
            FakeBrain.WORST_CASE_MICROS,
            300L,
            FakeBrain.WORST_CASE_MICROS + FakeBrain.REPAIR_MICROS,
            420L);
    assertThat(run.journal.lines)
        .extracting(line -> line.call().attempt())
        .containsExactly(1, 1, 2, 2);
    assertThat(run.journal.lines.get(1).answer()).isEqualTo(useless("Well.", 300));
    assertThat(run.journal.lines.get(2).call().repeat()).isTrue();
    assertThat(run.observer.heard)
        .containsExactly("dispatched", "unanswered refused for 300", "dispatched", "answered");
  }

  @Test
  void aSecondUselessAnswerIsRefusedThoughAThirdCallWereAllowed() {
    var verdict = asked();
    writesAndIsAskedAgain("Well.", 300);
    writes("Well, well.", 310);
    assertThat(verdict).isNotDone();
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED, DISPATCHED, SETTLED);
    assertThat(run.brain.requestIds).hasSize(2);
    assertThat(run.otherBrain.requestIds).isEmpty();
    assertThat(run.time.pending()).isZero();
  }

  @Test
  void whereNothingWasWrittenNothingIsRepaired() {
    var verdict = asked();
    writes("", 300);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED);
  }

  @Test
  void withoutTimeForAnotherCallItIsRefused() {
    var verdict = asked();
    FakeBrain.Call call = run.brain.calls.remove();
    run.time.pass(JournaledRun.PATIENCE.minusMillis(499));
    call.writeElse("Well.", 300);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.brain.requestIds).hasSize(1);
  }

  @Test
  void theDeadlineEndsTheRepairAndWhatItCostIsWrittenAllTheSame() {
    var verdict = asked();
    writesAndIsAskedAgain("Well.", 300);
    run.time.pass(JournaledRun.PATIENCE);
    assertEdge(verdict, Reason.TIMEOUT);
    writes("Well, well.", 310);
    run.acknowledge();
    assertThat(run.journal.entries()).endsWith(DISPATCHED, SETTLED);
    assertThat(run.journal.appends).isEmpty();
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void whatTheModelWroteGoesToNoOtherEvenWhereItsOwnRoadHasNoPlace() {
    var verdict = asked();
    run.road.closed = Reason.BREAKER_OPEN;
    writes("Well.", 300);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.otherBrain.requestIds).isEmpty();
  }

  @Test
  void nothingIsRepairedUnderAnOrderThatForbidsIt() {
    var verdict = asked();
    run.barred = true;
    writes("Well.", 300);
    run.acknowledge();
    assertEdge(verdict, Reason.EDGE_MODE);
    assertThat(run.brain.requestIds).hasSize(1);
  }

  @Test
  void whoeverAsksOnceRepairsNothing() {
    var once = new JournaledRun(RetryPolicy.once());
    var verdict = once.ask(fresh("e-1"));
    once.acknowledge();
    once.brain.calls.remove().writeElse("Well.", 300);
    once.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(once.brain.requestIds).hasSize(1);
  }

  @Test
  void aRoadWithABugCostsNoWord() {
    var verdict = asked();
    run.road.bug = new IllegalStateException("a bug");
    writes("Well.", 300);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
  }

  @Test
  void aRepairThatCannotBeJournaledIsNotMade() {
    var verdict = asked();
    writes("Well.", 300);
    run.acknowledge();
    run.journal.appends.remove().fail();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.brain.requestIds).hasSize(1);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aUselessAnswerThatCannotBeSettledIsRepairedAllTheSame() {
    asked();
    writes("Well.", 300);
    run.journal.appends.remove().fail();
    run.acknowledge();
    assertThat(run.brain.calls).hasSize(1);
    assertThat(run.observer.heard).contains("journal failed: no replica");
  }

  @Test
  void aRepairThatMeetsTroubleOnItsRoadIsMadeAgainAsAnyCall() {
    var verdict = asked();
    writesAndIsAskedAgain("Well.", 300);
    run.otherRoad.closed = Reason.BREAKER_OPEN;
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    run.time.pass(Duration.ofSeconds(1));
    run.acknowledge();
    assertThat(run.brain.calls.element().question().useless()).isNotNull();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).by()).isEqualTo(Giver.CLOUD);
    assertThat(run.journal.entries())
        .containsExactly(DISPATCHED, SETTLED, DISPATCHED, RELEASED, DISPATCHED, SETTLED);
  }

  @Test
  void oneUselessAnswerIsAllThatIsRepairedWhoeverGivesTheNext() {
    var verdict = asked();
    writesAndIsAskedAgain("Well.", 300);
    run.brain.calls.remove().failFor(Blame.ROAD);
    run.acknowledge();
    run.acknowledge();
    run.otherBrain.calls.remove().writeElse("Hm.", 200);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.otherBrain.requestIds).hasSize(1);
  }

  @Test
  void afterARestartTheRepairGoesOnWithWhatTheLedgerHas() {
    run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-1"), run.inVain("e-1", 1, "Well."));
    run.acknowledge();
    assertThat(run.journal.lines.get(0).call().attempt()).isEqualTo(2);
    assertThat(run.brain.calls.element().question().useless()).isEqualTo(useless("Well.", 77));
  }

  @Test
  void afterARestartInTheMiddleOfARepairItIsRepeatedAndNoOther() {
    var verdict = run.ask(grant("e-1", 40));
    run.readBack(run.dispatched("e-1"), run.inVain("e-1", 1, "Well."), secondDispatch());
    run.acknowledge();
    assertThat(run.brain.requestIds.get(0)).endsWith("-3");
    writes("Well, well.", 310);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
  }

  @Test
  void afterARestartARepairInVainIsNotRepeatedEvenPastTheDeadline() {
    var grant = grant("e-1", 40);
    run.time.pass(JournaledRun.PATIENCE);
    var verdict = run.ask(grant);
    run.readBack(run.inVain("e-1", 2, "Well, well."), run.inVain("e-1", 1, "Well."));
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void aGrantThatKnewOfTheFirstUselessAnswerIsRefusedByTheSecond() {
    Grant first = grant("e-1", 40);
    Grant knowing =
        new Grant(
            first.question().knowing(useless("Well.", 77)),
            2,
            true,
            first.foldedTo(),
            1,
            ample(first.grantedAt()));
    var verdict = run.ask(knowing);
    run.readBack(run.inVain("e-1", 2, "Well, well."));
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void anAnswerThatCameBesideUselessOnesIsUsed() {
    var verdict = run.ask(grant("e-1", 40));
    run.readBack(run.inVain("e-1", 2, "Well."), run.inVain("e-1", 3, "Hm."), run.settled("e-1", 5));
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(5));
  }

  private CompletableFuture<Verdict> asked() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    return verdict;
  }

  private void writes(String text, long costMicros) {
    run.brain.calls.remove().writeElse(text, costMicros);
  }

  private void writesAndIsAskedAgain(String text, long costMicros) {
    writes(text, costMicros);
    run.acknowledge();
    run.acknowledge();
  }

  /** As an earlier run wrote it before its repair. */
  private LedgerLine secondDispatch() {
    LedgerLine line = run.inVain("e-1", 2, "not yet");
    return LedgerLine.dispatched(fresh("e-1").question().account(), line.call(), 9_500, line.at());
  }
}
