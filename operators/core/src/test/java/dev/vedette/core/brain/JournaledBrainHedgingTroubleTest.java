package dev.vedette.core.brain;

import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.Examples.useless;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call and the one that was to overtake it, of which one fails, or both. */
class JournaledBrainHedgingTroubleTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final HedgePolicy ALL = new HedgePolicy(SLOW, 1);

  private final JournaledRun run = JournaledRun.hedging(THREE_CALLS, ALL);

  @Test
  void whatFailsBeforeItsTimeIsRepeatedAsEverAndNotHedged() {
    asked();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    assertThat(run.time.pending()).as("deadline and wait").isEqualTo(2);
    run.time.pass(Duration.ofMillis(500));
    run.acknowledge();
    assertThat(run.brain.calls).hasSize(1);
    run.time.pass(SLOW.multipliedBy(2));
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, RELEASED, DISPATCHED);
  }

  @Test
  void whereTheFirstFailsTheSecondIsWaitedFor() {
    var verdict = askedTwice();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    assertThat(verdict).isNotDone();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, RELEASED);
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
    assertThat(run.observer.heard).as("it overtook nothing").doesNotContain("hedge won");
    assertNothingIsLeft();
  }

  @Test
  void whereBothFailTheThirdCallIsTheThirdAttempt() {
    var verdict = askedTwice();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    run.time.pass(Duration.ofSeconds(1));
    run.acknowledge();
    assertThat(run.brain.requestIds.get(2)).endsWith("-3");
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.brain.requestIds).as("all three calls are made").hasSize(3);
    assertNothingIsLeft();
  }

  @Test
  void whatIsTheQuestionsOwnFaultIsWaitedOutTooAndEndsIt() {
    var verdict = askedTwice();
    run.brain.calls.remove().failFor(Blame.ROAD);
    run.acknowledge();
    run.brain.calls.remove().failFor(Blame.QUESTION);
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.brain.requestIds).hasSize(2);
  }

  @Test
  void aUselessAnswerIsNoneAsLongAsAnotherMayCome() {
    var verdict = askedTwice();
    run.brain.calls.remove().writeElse("Well.", 300);
    run.acknowledge();
    assertThat(verdict).isNotDone();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
  }

  @Test
  void twoUselessAnswersAreRefused() {
    var verdict = askedTwice();
    run.brain.calls.remove().writeElse("Well.", 300);
    run.acknowledge();
    run.brain.calls.remove().writeElse("Hm.", 310);
    run.acknowledge();
    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.brain.requestIds).hasSize(2);
  }

  @Test
  void afterAUselessAnswerAnotherThatDoesNotComeEndsWithItsPatienceAndTheFirstIsRepaired() {
    asked();
    FakeBrain.Call first = run.brain.calls.remove();
    run.time.pass(SLOW);
    run.acknowledge();
    first.writeElse("Well.", 300);
    run.acknowledge();
    assertThat(run.journal.entries()).as("not while another is out").hasSize(3);
    run.time.pass(Duration.ofSeconds(6));
    run.brain.calls.remove().failForNow(Reason.TIMEOUT, Billing.UNKNOWN, Duration.ZERO);
    run.acknowledge();
    run.time.pass(Duration.ofSeconds(1));
    run.acknowledge();
    assertThat(run.brain.calls.element().question().useless()).isEqualTo(useless("Well.", 300));
  }

  @Test
  void anAnswerPastTheDeadlineHasWonNothing() {
    askedTwice();
    FakeBrain.Call first = run.brain.calls.remove();
    run.time.pass(JournaledRun.PATIENCE);
    run.answer(420);
    run.acknowledge();
    first.failForNow(Reason.TIMEOUT, Billing.UNKNOWN, Duration.ZERO);
    run.acknowledge();
    assertThat(run.observer.heard).doesNotContain("hedge won");
    assertNothingIsLeft();
  }

  @Test
  void theDeadlineEndsBothAndEachIsSettledAllTheSame() {
    var verdict = askedTwice();
    run.time.pass(JournaledRun.PATIENCE);
    assertEdge(verdict, Reason.TIMEOUT);
    run.answer(420);
    run.acknowledge();
    run.brain.calls.remove().failForNow(Reason.TIMEOUT, Billing.UNKNOWN, Duration.ZERO);
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, SETTLED, UNKNOWN);
    assertNothingIsLeft();
  }

  @Test
  void aSecondCallThatCannotBeJournaledLeavesTheFirst() {
    var verdict = asked();
    run.time.pass(SLOW);
    run.journal.appends.remove().fail();
    assertThat(verdict).isNotDone();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
    assertThat(run.observer.heard)
        .containsExactly("dispatched", "journal failed: no replica", "answered");
    assertNothingIsLeft();
  }

  @Test
  void aSecondCallThatCannotBeJournaledAfterTheFirstHasFailedTakesItsNumberWithIt() {
    asked();
    run.time.pass(SLOW);
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    FakeJournal.Append second = run.journal.appends.remove();
    run.acknowledge();
    second.fail();
    run.time.pass(Duration.ofSeconds(1));
    assertThat(run.journal.lines.get(3).call().attempt()).isEqualTo(3);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, RELEASED, DISPATCHED);
  }

  @Test
  void whenItIsClosedTheLedgerHearsOfBoth() {
    var verdict = askedTwice();
    run.close();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, UNKNOWN, UNKNOWN);
    run.acknowledge();
    run.acknowledge();
    assertEdge(verdict, Reason.ERROR);
    assertNothingIsLeft();
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

  private void assertNothingIsLeft() {
    assertThat(run.permits.availablePermits()).isEqualTo(2);
    assertThat(run.time.pending()).isZero();
    assertThat(run.journal.appends).isEmpty();
  }
}
