package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.ledger.SomeLedger;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an export says by what it has not. */
class AbsentCallsTest {
  private final SomeLedger ledger = new SomeLedger();
  private final SomeExport export = new SomeExport();

  private static List<String> ids(List<BookedCall> calls) {
    return calls.stream().map(call -> call.call().requestId()).toList();
  }

  /** What the ledger comes to once it was told. */
  private LedgerBooks told(Reconciliation found) {
    List<LedgerLine> lines = new ArrayList<>(ledger.lines());
    lines.addAll(found.lines(SomeExport.LATER));
    return LedgerBooks.of(lines);
  }

  @Test
  void anUnknownCallThatTheFileWouldHaveWasNotBilled() throws Exception {
    ledger.settled("a", 1).settled("b", 1).settled("c", 1).unknown("d").settled("e", 1);
    ledger.settled("f", 1).settled("g", 1);
    export.rowOfEach("a", "b", "c", "e", "f", "g");
    Reconciliation found = export.against(ledger);

    assertThat(ids(found.unbilled())).containsExactly("d-1");
    assertThat(found.lines(SomeExport.LATER))
        .extracting(line -> line.evidence().place())
        .containsExactly("usage.csv:absent");
    assertThat(told(found).spentMicros()).isEqualTo(6);
    assertThat(told(found).unknownMicros()).isZero();
  }

  @Test
  void nearToTheFilesEndsAnUnknownCallStaysUnknown() throws Exception {
    ledger
        .settled("a", 1)
        .unknown("b")
        .settled("c", 1)
        .settled("d", 1)
        .unknown("e")
        .settled("f", 1);
    export.rowOfEach("a", "c", "d", "f");
    Reconciliation found = export.against(ledger);

    assertThat(found.unbilled()).isEmpty();
    assertThat(ids(found.left())).containsExactly("b-1", "e-1");
    assertThat(found.leftMicros()).isEqualTo(2 * SomeLedger.WORST_MICROS);
  }

  @Test
  void aFileThatLacksAnAnsweredCallProvesNothingByWhatItLacks() throws Exception {
    ledger.settled("a", 1).settled("b", 1).settled("c", 1).unknown("d").settled("e", 1);
    ledger.settled("f", 1).settled("g", 1);
    export.rowOfEach("a", "b", "e", "f", "g");
    Reconciliation found = export.against(ledger);

    assertThat(ids(found.missing())).containsExactly("c-1");
    assertThat(found.unbilled()).isEmpty();
    assertThat(ids(found.left())).containsExactly("d-1");
  }

  @Test
  void aFileWithRowsThatCannotBeReadProvesNothingByWhatItLacks() throws Exception {
    ledger.settled("a", 1).settled("b", 1).unknown("c").settled("d", 1).settled("e", 1);
    export.rowOfEach("a", "b", "d", "e");
    assertThat(ids(export.against(ledger).unbilled())).containsExactly("c-1");
    export.withABadRow();
    assertThat(export.against(ledger).unbilled()).isEmpty();
  }

  @Test
  void ofAModelThatTheFileHasNotNothingIsKnownUnlessItIsAllOfTheProviders() throws Exception {
    ledger.settled("a", 1).settled("b", 1).asking("gpt-4o").unknown("c").asking("gpt-4o-mini");
    ledger.settled("d", 1).settled("e", 1);
    export.rowOfEach("a", "b", "d", "e");
    assertThat(export.against(ledger).unbilled()).isEmpty();
    export.allOf("openai");
    assertThat(ids(export.against(ledger).unbilled())).containsExactly("c-1");
    export.allOf("anthropic");
    assertThat(export.against(ledger).unbilled()).isEmpty();
  }

  @Test
  void aClockThatIsOffWidensTheMargin() throws Exception {
    ledger.settled("a", 1).settled("b", 1).unknown("c").settled("d", 1).settled("e", 1);
    for (String id : List.of("a", "b", "d", "e")) {
      export.row(id + "-1", "", id.charAt(0) - 'a' + 3, "0.000001");
    }
    assertThat(export.against(ledger).unbilled()).isEmpty();
  }

  /** It may be the row that nobody knows. */
  @Test
  void aFileWithoutOurNamesProvesNothingByWhatItLacks() throws Exception {
    ledger.settled("a", 1).settled("b", 1).unknown("c").settled("d", 1).settled("e", 1);
    for (String id : List.of("a", "b", "d", "e")) {
      export.row("", "chatcmpl-" + id, id.charAt(0) - 'a', "0.000001");
    }
    export.row("", "chatcmpl-c", 2, "0.000042");
    Reconciliation found = export.against(ledger);

    assertThat(found.equal()).hasSize(4);
    assertThat(found.unexplained()).hasSize(1);
    assertThat(found.unbilled()).isEmpty();
    assertThat(ids(found.left())).containsExactly("c-1");
  }

  @Test
  void neitherACreditNorAStrangersRowSaysThatTheFileReachesSoFar() throws Exception {
    ledger.settled("a", 1).settled("b", 1).settled("c", 1).unknown("d").settled("e", 1);
    export.row("a-1", "", 0, "0.000001");
    export.row("b-1", "", 1, "0.000001");
    export.row("c-1", "", 2, "0.000001");
    export.row("e-1", "", 4, "0.000001");
    export.row("e-1", "", 20_000, "-0.000001");
    export.row("stranger-1", "", 30_000, "0.25");
    assertThat(export.against(ledger).unbilled()).as("it is too near to the end").isEmpty();
  }
}
