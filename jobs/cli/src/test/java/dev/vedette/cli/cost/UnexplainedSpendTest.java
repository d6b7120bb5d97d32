package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.ledger.SomeLedger;
import dev.vedette.core.money.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an export has, and the ledger has not. */
class UnexplainedSpendTest {
  private final SomeLedger ledger = new SomeLedger();
  private final SomeExport export = new SomeExport();

  @Test
  void whatTheLedgerDoesNotKnowIsUnexplained() throws Exception {
    ledger.settled("a", 1);
    export.row("a-1", "", 0, "0.000001");
    export.row("", "r-2", 4, "0.25");
    export.row("thief-1", "", 5, "0.000001");
    Reconciliation found = export.against(ledger);

    assertThat(found.unexplained()).hasSize(2);
    assertThat(found.unexplainedMicros()).isEqualTo(250_001);
  }

  @Test
  void ofWhatWasBeforeTheLedgerNothingIsSaid() throws Exception {
    ledger.settled("a", 1);
    export.row("a-1", "", 0, "0.000001");
    export.row("old-1", "", -30, "0.25");
    Reconciliation found = export.against(ledger);

    assertThat(found.unexplained()).isEmpty();
    assertThat(found.earlier()).hasSize(1);
  }

  @Test
  void whatAKnownCallIsBilledAboveItsWorstCaseIsAnAlertToo() throws Exception {
    ledger.settled("a", 100).unknown("b").settled("c", 100).released("d");
    export.row("a-1", "", 0, "0.001000").row("b-1", "", 1, "0.000950").row("c-1", "", 2, "0.0009");
    export.row("d-1", "", 3, "0.000001");
    Reconciliation found = export.against(ledger);

    assertThat(found.overbilledMicros()).isEqualTo(100 + 50);
    assertThat(found.overbilled())
        .extracting(billed -> billed.call().call().requestId())
        .containsExactly("a-1", "b-1");
    assertThat(found.isAlarming()).isTrue();
    assertThat(found.unexplained()).isEmpty();
  }

  @Test
  void whoMakesCallsByOurNamesIsFoundByTheSecondBill() throws Exception {
    ledger.settled("a", 600);
    export.row("a-1", "r-1", 0, "0.000600").row("a-1", "r-2", 4, "0.000600");
    assertThat(export.against(ledger).overbilledMicros()).isEqualTo(300);
  }

  @Test
  void theAlertComesAgainWithTheSameFileThoughTheLedgerWasTold() throws Exception {
    ledger.settled("a", 100);
    export.row("a-1", "", 0, "0.001000");
    List<LedgerLine> lines = new ArrayList<>(ledger.lines());
    lines.addAll(export.against(ledger).lines(SomeExport.LATER));
    Reconciliation again = export.against(lines);

    assertThat(again.equal()).hasSize(1);
    assertThat(again.overbilledMicros()).isEqualTo(100);
  }

  @Test
  void whatTheLedgerItselfHasAboveTheWorstCaseIsNoNews() throws Exception {
    ledger.settled("a", 1_000);
    export.row("a-1", "", 0, "0.001000");
    assertThat(export.against(ledger).isAlarming()).isFalse();
  }
}
