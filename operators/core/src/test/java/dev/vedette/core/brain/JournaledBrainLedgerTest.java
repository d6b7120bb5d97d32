package dev.vedette.core.brain;

import static dev.vedette.core.Examples.NOON;
import static dev.vedette.core.Examples.answer;
import static dev.vedette.core.brain.JournaledRun.assertEdge;
import static dev.vedette.core.brain.JournaledRun.fresh;
import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.RELEASED;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import org.junit.jupiter.api.Test;

/** What is written down of a call, and what waits for it. */
class JournaledBrainLedgerTest {
  private final JournaledRun run = new JournaledRun();

  @Test
  void nothingIsAskedBeforeTheDispatchIsAcknowledged() {
    run.ask(fresh("e-1"));
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
    assertThat(run.brain.calls).isEmpty();

    run.acknowledge();
    assertThat(run.brain.requestIds).containsExactly(run.journal.lines.get(0).call().requestId());
  }

  @Test
  void theDispatchIsWrittenAtTheWorstCase() {
    run.ask(fresh("e-1"));
    LedgerLine line = run.journal.lines.get(0);
    assertThat(line.micros()).isEqualTo(FakeBrain.WORST_CASE_MICROS);
    assertThat(line.accountKey()).isEqualTo("acme");
    assertThat(line.at()).isEqualTo(NOON);
    assertThat(line.call()).isEqualTo(LedgerCall.of(fresh("e-1"), run.brain));
  }

  @Test
  void nobodySeesAnAnswerBeforeItIsSettled() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.answer(420);

    assertThat(run.journal.entries()).containsExactly(DISPATCHED, SETTLED);
    assertThat(run.journal.lines.get(1).micros()).isEqualTo(420);
    assertThat(run.journal.lines.get(1).answer()).isEqualTo(answer(420));
    assertThat(verdict).isNotDone();
    assertThat(run.permits.availablePermits()).as("the road is free again").isEqualTo(2);

    run.acknowledge();
    assertThat(verdict).isCompleted();
  }

  @Test
  void whatCannotBeJournaledIsNotAsked() {
    var verdict = run.ask(fresh("e-1"));
    run.journal.appends.remove().fail();
    assertEdge(verdict, Reason.ERROR);
    assertThat(run.brain.calls).isEmpty();
    assertThat(run.journal.entries()).containsExactly(DISPATCHED);
    assertThat(run.observer.heard).containsExactly("journal failed: no replica");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void anAnswerThatCannotBeSettledGoesOutAllTheSame() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.answer(420);
    run.journal.appends.remove().fail();

    assertThat(verdict).isCompletedWithValueMatching(v -> v.by() == Giver.CLOUD);
    assertThat(run.observer.heard)
        .containsExactly("dispatched", "answered", "journal failed: no replica");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  /** As where a task is cancelled. */
  @Test
  void aLedgerThatIsClosedIsNotSaidToHaveFailed() {
    var unasked = run.ask(fresh("e-1"));
    run.journal.appends.remove().close();
    assertEdge(unasked, Reason.ERROR);

    var unsettled = run.ask(fresh("e-2"));
    run.acknowledge();
    run.answer(420);
    run.journal.appends.remove().close();
    assertThat(unsettled).isCompletedWithValueMatching(v -> v.by() == Giver.CLOUD);
    assertThat(run.observer.heard).containsExactly("dispatched", "answered");
  }

  @Test
  void aCallThatWasCertainlyNotBilledIsReleased() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().fail(Reason.OFFLINE, Billing.NOT_BILLED);
    assertThat(verdict).isNotDone();
    run.acknowledge();

    assertEdge(verdict, Reason.OFFLINE);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, RELEASED);
    assertThat(run.journal.lines.get(1).micros()).isZero();
    assertThat(run.observer.heard).containsExactly("dispatched", "unanswered offline");
    assertThat(run.permits.availablePermits()).isEqualTo(2);
  }

  @Test
  void aCallThatMayHaveBeenBilledIsUnknownAtItsWorstCase() {
    var verdict = run.ask(fresh("e-1"));
    run.acknowledge();
    run.brain.calls.remove().fail(Reason.REFUSED, Billing.UNKNOWN);
    run.acknowledge();

    assertEdge(verdict, Reason.REFUSED);
    assertThat(run.journal.entries()).containsExactly(DISPATCHED, UNKNOWN);
    assertThat(run.journal.lines.get(1).micros()).isEqualTo(FakeBrain.WORST_CASE_MICROS);
    assertThat(run.journal.lines.get(1).reason()).isEqualTo(Reason.REFUSED);
  }
}
