package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

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
}
