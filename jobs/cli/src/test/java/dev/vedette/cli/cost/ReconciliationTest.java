package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.ledger.SomeLedger;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an export says of calls that are in it. */
class ReconciliationTest {
  private final SomeLedger ledger = new SomeLedger();
  private final SomeExport export = new SomeExport();

  /** What the ledger comes to once it was told. */
  private LedgerBooks told(Reconciliation found) {
    List<LedgerLine> lines = new ArrayList<>(ledger.lines());
    lines.addAll(found.lines(SomeExport.LATER));
    return LedgerBooks.of(lines);
  }

  @Test
  void whatBothSayAlikeNeedsNoLine() throws Exception {
    ledger.settled("a", 123).released("b");
    export.row("a-1", "", 0, "0.0001225");
    export.row("b-1", "", 1, "0");
    Reconciliation found = export.against(ledger);

    assertThat(found.equal()).hasSize(2);
    assertThat(found.lines(SomeExport.LATER)).isEmpty();
  }

  @Test
  void theProvidersAmountIsTheLastWordEvenOnAReleasedCall() throws Exception {
    ledger.settled("a", 123).released("b");
    export.row("a-1", "", 0, "0.000200");
    export.row("b-1", "", 1, "0.000010");
    Reconciliation found = export.against(ledger);

    assertThat(found.differing()).hasSize(2);
    assertThat(found.lines(SomeExport.LATER))
        .extracting(line -> line.evidence().place())
        .containsExactlyInAnyOrder("usage.csv:2", "usage.csv:3");
    assertThat(found.lines(SomeExport.LATER))
        .extracting(line -> line.evidence().countedMicros())
        .as("what was counted until now")
        .containsExactlyInAnyOrder(123L, 0L);
    assertThat(told(found).spentMicros()).isEqualTo(210);
  }

  @Test
  void theLaterWordCountsAlsoWhereTheClockOfTheEarlierWasAhead() throws Exception {
    ledger.settled("a", 123);
    export.row("a-1", "", 0, "0.000200");
    for (LedgerLine line : export.against(ledger).lines(SomeExport.LATER.plusSeconds(3_600))) {
      ledger.append(line);
    }
    var corrected = new SomeExport();
    corrected.row("a-1", "", 0, "0.000150");
    List<LedgerLine> lines = new ArrayList<>(ledger.lines());
    lines.addAll(corrected.against(ledger).lines(SomeExport.LATER));
    assertThat(LedgerBooks.of(lines).spentMicros()).isEqualTo(150);
  }

  @Test
  void anUnknownCallThatIsInTheFileIsKnown() throws Exception {
    ledger.settled("a", 1).unknown("b");
    export.row("a-1", "", 0, "0.000001");
    export.row("b-1", "", 1, "0.000042");
    Reconciliation found = export.against(ledger);

    assertThat(found.resolved()).hasSize(1);
    assertThat(told(found).spentMicros()).isEqualTo(43);
    assertThat(told(found).unknownMicros()).isZero();
  }

  @Test
  void callsAreFoundByTheProvidersNameWhereOursIsNotThere() throws Exception {
    ledger.settled("a", 1);
    export.row("", "chatcmpl-a", 0, "0.000001");
    assertThat(export.against(ledger).equal()).hasSize(1);
    var other = new SomeExport();
    other.row("somebody's", "chatcmpl-a", 0, "0.000001");
    assertThat(other.against(ledger).equal()).hasSize(1);
  }

  @Test
  void twoBillsForOneCallAreAddedUpBeforeTheyAreRounded() throws Exception {
    ledger.settled("a", 1);
    export.row("a-1", "r-1", 0, "0.0000006");
    export.row("a-1", "r-2", 0, "0.0000007");
    Reconciliation found = export.against(ledger);

    assertThat(found.differing()).hasSize(1);
    assertThat(found.lines(SomeExport.LATER).get(0).micros()).isEqualTo(2);
    assertThat(found.lines(SomeExport.LATER).get(0).evidence().place()).isEqualTo("usage.csv:2,3");
  }

  @Test
  void aCreditTakesBackWhatItIsFor() throws Exception {
    ledger.settled("a", 5);
    export.row("a-1", "r-1", 0, "0.000005");
    export.row("a-1", "r-1", 4_000, "-0.000005");
    export.row("", "r-9", 4_000, "-1");
    Reconciliation found = export.against(ledger);

    assertThat(told(found).spentMicros()).isZero();
    assertThat(found.credits()).hasSize(1);
    assertThat(found.unexplained()).isEmpty();
  }

  @Test
  void aCreditForAnEarlierBillIsListedAndTheRestOfTheFileCounts() throws Exception {
    ledger.settled("a", 5).settled("b", 7).unknown("c");
    export.row("a-1", "r-1", 0, "-0.000005").row("b-1", "", 1, "0.000009");
    export.row("c-1", "", 2, "-0.000001");
    Reconciliation found = export.against(ledger);

    assertThat(found.credited())
        .extracting(Billed::call)
        .extracting(call -> call.call().requestId())
        .containsExactly("a-1", "c-1");
    assertThat(found.isAlarming()).isFalse();
    assertThat(found.left()).as("what it was billed, another export says").hasSize(1);
    assertThat(told(found).spentMicros()).isEqualTo(5 + 9);
  }

  @Test
  void theSameFileAgainChangesNothing() throws Exception {
    ledger
        .settled("a", 1)
        .settled("b", 2)
        .unknown("c")
        .unknown("d")
        .settled("e", 1)
        .settled("f", 1);
    for (String id : List.of("a", "b", "c", "e", "f")) {
      export.row(id + "-1", "", id.charAt(0) - 'a', "0.000007");
    }
    Reconciliation first = export.against(ledger);
    assertThat(first.lines(SomeExport.LATER)).isNotEmpty();
    List<LedgerLine> lines = new ArrayList<>(ledger.lines());
    lines.addAll(first.lines(SomeExport.LATER));
    Reconciliation second = export.against(lines);

    assertThat(second.lines(SomeExport.LATER.plusSeconds(1))).isEmpty();
    assertThat(second.equal()).hasSize(5);
    assertThat(second.left()).isEmpty();
  }

  @Test
  void whatALaterExportSaysIsHeard() throws Exception {
    ledger.reconciled("c", 0).settled("a", 1);
    export.row("c-1", "", 0, "0.000042");
    Reconciliation found = export.against(ledger);
    assertThat(told(found).spentMicros()).isEqualTo(43);
  }
}
