package dev.vedette.flink;

import static dev.vedette.flink.Admitting.generous;
import static dev.vedette.flink.Examples.START;
import static dev.vedette.flink.Examples.at;
import static dev.vedette.flink.Examples.call;
import static dev.vedette.flink.Examples.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.Grant;
import dev.vedette.core.brain.Question;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.money.JournalLine;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.VerdictPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How admission writes and reads the ledger, whatever the lines say. */
class AdmissionLedgerTest {
  private final FakeLedger ledger = new FakeLedger(Admitting.PARTITIONS);

  @Test
  void aGrantSaysHowFarTheLedgerWasRead() throws Exception {
    Question asked = question("e-1", at(10));
    var kept =
        new Reservation(START, 3, List.of(new RoadPrice("simulated/model-1", "simulated", 9)));
    int partition = ledger.partitionOf(asked.account().root());
    try (var admit = Admitting.caughtUp(ledger, generous(VerdictPolicy.IMMEDIATE))) {
      admit.ask(asked);
      assertThat(admit.grants())
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(new Grant(asked, 1, false, new JournalPosition(partition, 1), 1, kept));

      Question other = question("e-0", at(10));
      ledger.write(LedgerLine.dispatched(other.account(), call(other, 1), 9, START));
      admit.catchUp();
      admit.ask(question("e-2", at(10)));
      assertThat(admit.grants().get(1).foldedTo()).isEqualTo(new JournalPosition(partition, 2));
    }
  }

  @Test
  void epochLinesComeBackToTheVerySubtaskThatWroteThem() throws Exception {
    for (int subtask = 0; subtask < 3; subtask++) {
      try (var admit = Admitting.startedAs(subtask, 3, ledger, generous(VerdictPolicy.HOLD))) {
        // The keyed backend refuses keys of other subtasks.
        admit.read(ledger.from(0, subtask));
        admit.read(ledger.from(1, subtask));
      }
    }
  }

  @Test
  void aLedgerThatHasGrownIsRefused() throws Exception {
    try (var admit = Admitting.started(ledger, generous(VerdictPolicy.HOLD))) {
      var beyond =
          new JournalLine(
              LedgerLine.epoch("epoch-0", "x", START),
              new JournalPosition(Admitting.PARTITIONS, 0));
      assertThatThrownBy(() -> admit.read(List.of(beyond)))
          .hasMessageContaining("the ledger has grown to partition 2 while the job ran with 2");
    }
  }

  @Test
  void theJournalIsClosedWithTheOperator() throws Exception {
    Admitting.started(ledger, generous(VerdictPolicy.HOLD)).close();
    assertThat(ledger.closedConnections()).containsExactly("admit-0");
  }
}
