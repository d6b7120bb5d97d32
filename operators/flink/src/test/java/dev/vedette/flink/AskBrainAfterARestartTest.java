package dev.vedette.flink;

import static dev.vedette.core.money.LedgerLine.Entry.DISPATCHED;
import static dev.vedette.core.money.LedgerLine.Entry.ENDED;
import static dev.vedette.core.money.LedgerLine.Entry.EPOCH;
import static dev.vedette.core.money.LedgerLine.Entry.SETTLED;
import static dev.vedette.core.money.LedgerLine.Entry.UNKNOWN;
import static dev.vedette.flink.Asking.LONG;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Calls that were in flight at the snapshot. */
class AskBrainAfterARestartTest {
  private final Asking asking = new Asking();

  @Test
  void aCallInFlightIsMadeAgainAsItsSecondAttemptAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      snapshot = ask.snapshot(1, 1);
    }
    asking.brain.pending.clear();
    try (var ask = asking.restored(snapshot)) {
      asking.brain.pending.remove().complete(answer(7));
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::answer).containsExactly(answer(7));
      String inferenceId = question("e-1", Instant.EPOCH).inferenceId();
      assertThat(asking.brain.requestIds).containsExactly(inferenceId + "-1", inferenceId + "-2");
      assertThat(asking.ledger.all())
          .extracting(LedgerLine::entry)
          .as("the one that was under way is known to be")
          .containsExactly(EPOCH, DISPATCHED, UNKNOWN, EPOCH, DISPATCHED, SETTLED, ENDED);
      assertThat(asking.ledger.all().get(4).call().repeat()).isTrue();
    }
  }

  @Test
  void aCallThatWasSettledAfterTheSnapshotIsNotMadeAgain() throws Exception {
    OperatorSubtaskState snapshot;
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      snapshot = ask.snapshot(1, 1);
      asking.brain.pending.remove().complete(answer(7));
    }
    try (var ask = asking.restored(snapshot)) {
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(asking.brain.requestIds).hasSize(1);
      assertThat(asking.metrics.count(MetricNames.ANSWERS_REUSED, MetricNames.STAGE, "ask"))
          .isOne();
    }
  }

  @Test
  void theEndThatTheLedgerDidNotGetIsToldByTheNextRun() throws Exception {
    OperatorSubtaskState snapshot = endedUntold();
    asking.ledger.losesEnds = false;
    try (var ask = asking.restored(snapshot)) {
      ask.endInput();
      assertThat(ends()).hasSize(1);
    }
  }

  @Test
  void aGrantWhoseEndTheLedgerGetsOnlyNowMakesNoCall() throws Exception {
    OperatorSubtaskState snapshot = endedUntold();
    asking.ledger.losesEnds = false;
    try (var ask = asking.restored(snapshot)) {
      assertThat(asking.brain.requestIds).as("by the first run").hasSize(1);
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::reason).containsExactly(Reason.RESTORED);
    }
  }

  @Test
  void whereverAGrantComesBackItsEndIsKnownAndToldOnce() throws Exception {
    OperatorSubtaskState snapshot = endedUntold();
    asking.ledger.losesEnds = false;
    List<Verdict> said = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var ask = asking.restored(snapshot, 2, subtask)) {
        assertThat(asking.brain.requestIds).as("by the first run").hasSize(1);
        ask.endInput();
        said.addAll(Asking.said(ask));
      }
    }
    assertThat(said).extracting(Verdict::reason).containsExactly(Reason.RESTORED);
    assertThat(ends()).hasSize(1);
  }

  /** A grant has ended, its word has not left, and the ledger does not know of either. */
  private OperatorSubtaskState endedUntold() throws Exception {
    asking.ledger.losesEnds = true;
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      asking
          .brain
          .pending
          .remove()
          .completeExceptionally(
              new BrainException(Reason.OFFLINE, Billing.NOT_BILLED, 0, "not reached", null));
      assertThat(ends()).isEmpty();
      return ask.snapshot(1, 1);
    }
  }

  private List<LedgerLine> ends() {
    return asking.ledger.all().stream().filter(line -> line.entry() == ENDED).toList();
  }
}
