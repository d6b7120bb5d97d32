package dev.vedette.core.brain;

import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that has its place, and is not wanted any more when the ledger has it. */
class JournaledBrainUnwantedCallTest {
  private static final RetryPolicy THREE_CALLS =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final JournaledRun run = JournaledRun.hedging(THREE_CALLS, new HedgePolicy(SLOW, 1));

  @Test
  void aSecondCallIsNotMadeOnceTheFirstIsAnswered() {
    var verdict = asked(run, "e-1");
    run.time.pass(SLOW);
    FakeJournal.Append second = run.journal.appends.remove();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));

    second.acknowledge();
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, SETTLED, RELEASED);
    assertThat(run.journal.lines.get(3).call().attempt()).isEqualTo(2);
    assertThat(run.journal.lines.get(3).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(run.brain.requestIds).hasSize(1);
    assertThat(run.observer.heard).containsExactly("dispatched", "answered");
    assertThat(run.road.ends).containsExactly("answered", "unused");
    assertNothingIsLeft();
  }

  @Test
  void aSecondCallIsNotMadePastTheDeadline() {
    var verdict = asked(run, "e-1");
    run.time.pass(SLOW);
    run.time.pass(JournaledRun.PATIENCE);
    run.acknowledge();
    run.acknowledge();
    assertEdge(verdict, Reason.TIMEOUT);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, DISPATCHED, RELEASED);
    assertThat(run.brain.requestIds).hasSize(1);
    run.answer(420);
    run.acknowledge();
    assertThat(run.journal.entries()).endsWith(SETTLED);
    assertNothingIsLeft();
  }

  @Test
  void whereTheFirstHasFailedMeanwhileTheSecondIsMade() {
    var verdict = asked(run, "e-1");
    run.time.pass(SLOW);
    FakeJournal.Append second = run.journal.appends.remove();
    run.brain.calls.remove().failForNow(Reason.ERROR, Billing.NOT_BILLED, Duration.ZERO);
    run.acknowledge();
    second.acknowledge();
    run.answer(420);
    run.acknowledge();
    assertThat(verdict.getNow(null).answer()).isEqualTo(answer(420));
    assertNothingIsLeft();
  }

  @Test
  void itsShareIsKeptForAnother() {
    var half = JournaledRun.hedging(THREE_CALLS, new HedgePolicy(SLOW, 0.5));
    asked(half, "e-1");
    half.answer(400);
    half.acknowledge();
    asked(half, "e-2");
    half.time.pass(SLOW);
    FakeJournal.Append second = half.journal.appends.remove();
    half.answer(410);
    half.acknowledge();
    second.acknowledge();
    half.acknowledge();

    asked(half, "e-3");
    half.time.pass(SLOW);
    half.acknowledge();
    assertThat(half.brain.calls).hasSize(2);
  }

  @Test
  void theShareOfOneThatCannotBeJournaledIsKeptToo() {
    var half = JournaledRun.hedging(THREE_CALLS, new HedgePolicy(SLOW, 0.5));
    asked(half, "e-1");
    half.answer(400);
    half.acknowledge();
    asked(half, "e-2");
    half.time.pass(SLOW);
    half.journal.appends.remove().fail();
    half.answer(410);
    half.acknowledge();

    asked(half, "e-3");
    half.time.pass(SLOW);
    half.acknowledge();
    assertThat(half.brain.calls).hasSize(2);
  }

  @Test
  void withoutAnAlarmForTheDeadlineNoPlaceIsTaken() {
    run.time.alarmsLeft = 0;
    assertThatThrownBy(() -> run.ask(fresh("e-1"))).hasMessage("no alarm any more");
    assertNothingIsLeft();
    assertThat(run.journal.lines).isEmpty();
  }

  @Test
  void withoutAnAlarmForASecondCallTheFirstGivesItsPlaceBack() {
    run.time.alarmsLeft = 1;
    assertThatThrownBy(() -> run.ask(fresh("e-1"))).hasMessage("no alarm any more");
    run.acknowledge();
    run.answer(420);
    run.acknowledge();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED);
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  private static CompletableFuture<Verdict> asked(JournaledRun run, String eventId) {
    var verdict = run.ask(fresh(eventId));
    run.acknowledge();
    return verdict;
  }

  private void assertNothingIsLeft() {
    assertThat(run.permits.availablePermits()).isEqualTo(2);
    assertThat(run.time.pending()).isZero();
    assertThat(run.journal.appends).isEmpty();
  }
}
