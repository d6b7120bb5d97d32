package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerBooks;
import dev.vedette.core.money.LedgerLine;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final Instant LATER = SomeLedger.NOON.plus(Duration.ofDays(9));

  private final SomeLedger ledger = new SomeLedger();
  private final List<UsageRow> rows = new ArrayList<>();
  private List<String> bad = List.of();
  private @Nullable String provider;

  private void row(String client, String request, int minute, String usd) {
    rows.add(
        new UsageRow(
            rows.size() + 2,
            client,
            request,
            "gpt-4o-mini",
            SomeLedger.NOON.plus(Duration.ofMinutes(minute)),
            new BigDecimal(usd).scaleByPowerOfTen(6)));
  }

  private Reconciliation reconciled() throws FailedCommandException {
    return reconciled(ledger.books());
  }

  private Reconciliation reconciled(LedgerBooks books) throws FailedCommandException {
    var export = new UsageExport(Path.of("usage.csv"), rows, bad, 0);
    UsageMatches matches = UsageMatches.of(books, export);
    Coverage coverage = matches.coverage(null, null, MARGIN, provider);
    return Reconciliation.of(books, export, matches, coverage);
  }

  private static List<String> ids(List<BookedCall> calls) {
    return calls.stream().map(call -> call.call().requestId()).toList();
  }

  /** What the ledger comes to once it was told. */
  private LedgerBooks told(Reconciliation found) {
    List<LedgerLine> lines = new ArrayList<>(ledger.lines());
    lines.addAll(found.lines(LATER));
    return LedgerBooks.of(lines);
  }

  @Test
  void whatBothSayAlikeNeedsNoLine() throws Exception {
    ledger.settled("a", 123).released("b");
    row("a-1", "", 0, "0.0001225");
    row("b-1", "", 1, "0");
    Reconciliation found = reconciled();

    assertThat(found.equal()).hasSize(2);
    assertThat(found.lines(LATER)).isEmpty();
  }

  @Test
  void theProvidersAmountIsTheLastWordEvenOnAReleasedCall() throws Exception {
    ledger.settled("a", 123).released("b");
    row("a-1", "", 0, "0.000200");
    row("b-1", "", 1, "0.000010");
    Reconciliation found = reconciled();

    assertThat(found.differing()).hasSize(2);
    assertThat(found.lines(LATER))
        .extracting(line -> line.evidence().place())
        .containsExactlyInAnyOrder("usage.csv:2", "usage.csv:3");
    assertThat(found.lines(LATER))
        .extracting(line -> line.evidence().countedMicros())
        .as("what was counted until now")
        .containsExactlyInAnyOrder(123L, 0L);
    assertThat(told(found).spentMicros()).isEqualTo(210);
  }

  @Test
  void anUnknownCallThatIsInTheFileIsKnown() throws Exception {
    ledger.settled("a", 1).unknown("b");
    row("a-1", "", 0, "0.000001");
    row("b-1", "", 1, "0.000042");
    Reconciliation found = reconciled();

    assertThat(found.resolved()).hasSize(1);
    assertThat(told(found).spentMicros()).isEqualTo(43);
    assertThat(told(found).unknownMicros()).isZero();
  }

  @Test
  void anUnknownCallThatTheFileWouldHaveWasNotBilled() throws Exception {
    for (String id : List.of("a", "b", "c", "d", "e", "f", "g")) {
      if (id.equals("d")) {
        ledger.unknown(id);
      } else {
        ledger.settled(id, 1);
        row(id + "-1", "", rows.size(), "0.000001");
      }
    }
    Reconciliation found = reconciled();

    assertThat(ids(found.unbilled())).containsExactly("d-1");
    assertThat(found.lines(LATER))
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
    for (String id : List.of("a", "c", "d", "f")) {
      row(id + "-1", "", id.charAt(0) - 'a', "0.000001");
    }
    Reconciliation found = reconciled();

    assertThat(found.unbilled()).isEmpty();
    assertThat(ids(found.left())).containsExactly("b-1", "e-1");
    assertThat(found.leftMicros()).isEqualTo(2 * SomeLedger.WORST_MICROS);
  }

  @Test
  void aFileThatLacksAnAnsweredCallProvesNothingByWhatItLacks() throws Exception {
    ledger.settled("a", 1).settled("b", 1).settled("c", 1).unknown("d").settled("e", 1);
    ledger.settled("f", 1).settled("g", 1);
    for (String id : List.of("a", "b", "e", "f", "g")) {
      row(id + "-1", "", id.charAt(0) - 'a', "0.000001");
    }
    Reconciliation found = reconciled();

    assertThat(ids(found.missing())).containsExactly("c-1");
    assertThat(found.unbilled()).isEmpty();
    assertThat(ids(found.left())).containsExactly("d-1");
  }

  @Test
  void aFileWithRowsThatCannotBeReadProvesNothingByWhatItLacks() throws Exception {
    ledger.settled("a", 1).settled("b", 1).unknown("c").settled("d", 1).settled("e", 1);
    for (String id : List.of("a", "b", "d", "e")) {
      row(id + "-1", "", id.charAt(0) - 'a', "0.000001");
    }
    assertThat(ids(reconciled().unbilled())).containsExactly("c-1");
    bad = List.of("line 9: what?");
    assertThat(reconciled().unbilled()).isEmpty();
  }

  @Test
  void ofAModelThatTheFileHasNotNothingIsKnownUnlessItIsAllOfTheProviders() throws Exception {
    ledger.settled("a", 1).settled("b", 1).asking("gpt-4o").unknown("c").asking("gpt-4o-mini");
    ledger.settled("d", 1).settled("e", 1);
    for (String id : List.of("a", "b", "d", "e")) {
      row(id + "-1", "", id.charAt(0) - 'a', "0.000001");
    }
    assertThat(reconciled().unbilled()).isEmpty();
    provider = "openai";
    assertThat(ids(reconciled().unbilled())).containsExactly("c-1");
    provider = "anthropic";
    assertThat(reconciled().unbilled()).isEmpty();
  }

  @Test
  void aClockThatIsOffWidensTheMargin() throws Exception {
    ledger.settled("a", 1).settled("b", 1).unknown("c").settled("d", 1).settled("e", 1);
    for (String id : List.of("a", "b", "d", "e")) {
      row(id + "-1", "", id.charAt(0) - 'a' + 3, "0.000001");
    }
    assertThat(reconciled().unbilled()).isEmpty();
  }

  @Test
  void callsAreFoundByTheProvidersNameWhereOursIsNotThere() throws Exception {
    ledger.settled("a", 1);
    row("", "chatcmpl-a", 0, "0.000001");
    assertThat(reconciled().equal()).hasSize(1);
    rows.clear();
    row("somebody's", "chatcmpl-a", 0, "0.000001");
    assertThat(reconciled().equal()).hasSize(1);
  }

  /** It may be the row that nobody knows. */
  @Test
  void aFileWithoutOurNamesProvesNothingByWhatItLacks() throws Exception {
    ledger.settled("a", 1).settled("b", 1).unknown("c").settled("d", 1).settled("e", 1);
    for (String id : List.of("a", "b", "d", "e")) {
      row("", "chatcmpl-" + id, id.charAt(0) - 'a', "0.000001");
    }
    row("", "chatcmpl-c", 2, "0.000042");
    Reconciliation found = reconciled();

    assertThat(found.equal()).hasSize(4);
    assertThat(found.unexplained()).hasSize(1);
    assertThat(found.unbilled()).isEmpty();
    assertThat(ids(found.left())).containsExactly("c-1");
  }

  @Test
  void twoBillsForOneCallAreAddedUpBeforeTheyAreRounded() throws Exception {
    ledger.settled("a", 1);
    row("a-1", "r-1", 0, "0.0000006");
    row("a-1", "r-2", 0, "0.0000007");
    Reconciliation found = reconciled();

    assertThat(found.differing()).hasSize(1);
    assertThat(found.lines(LATER).get(0).micros()).isEqualTo(2);
    assertThat(found.lines(LATER).get(0).evidence().place()).isEqualTo("usage.csv:2,3");
  }

  @Test
  void aCreditTakesBackWhatItIsFor() throws Exception {
    ledger.settled("a", 5);
    row("a-1", "r-1", 0, "0.000005");
    row("a-1", "r-1", 4_000, "-0.000005");
    row("", "r-9", 4_000, "-1");
    Reconciliation found = reconciled();

    assertThat(told(found).spentMicros()).isZero();
    assertThat(found.credits()).hasSize(1);
    assertThat(found.unexplained()).isEmpty();
  }

  @Test
  void moreCreditThanBillIsAMistake() {
    ledger.settled("a", 5);
    row("a-1", "r-1", 0, "-0.000005");
    assertThatExceptionOfType(FailedCommandException.class)
        .isThrownBy(this::reconciled)
        .withMessageContainingAll("line 2", "a-1", "nothing was written");
  }

  @Test
  void whatTheLedgerDoesNotKnowIsUnexplained() throws Exception {
    ledger.settled("a", 1);
    row("a-1", "", 0, "0.000001");
    row("", "r-2", 4, "0.25");
    row("thief-1", "", 5, "0.000001");
    Reconciliation found = reconciled();

    assertThat(found.unexplained()).hasSize(2);
    assertThat(found.unexplainedMicros()).isEqualTo(250_001);
  }

  @Test
  void neitherACreditNorAStrangersRowSaysThatTheFileReachesSoFar() throws Exception {
    ledger.settled("a", 1).settled("b", 1).settled("c", 1).unknown("d").settled("e", 1);
    row("a-1", "", 0, "0.000001");
    row("b-1", "", 1, "0.000001");
    row("c-1", "", 2, "0.000001");
    row("e-1", "", 4, "0.000001");
    row("e-1", "", 20_000, "-0.000001");
    row("stranger-1", "", 30_000, "0.25");
    assertThat(reconciled().unbilled()).as("it is too near to the end").isEmpty();
  }

  /** The file is what a real Prometheus is given where the alerts are tested. */
  @Test
  void prometheusIsToldWhatTheAlertsAskFor() throws Exception {
    ledger.settled("a", 1).unknown("b");
    row("a-1", "", 0, "0.000001");
    row("thief-1", "", 5, "0.25");
    byte[] told = new ReconcileMetrics(reconciled(), LATER).bytes();

    assertThat(new String(told, StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(Path.of("../metrics/src/test/resources/reconciled.prom")));
  }

  @Test
  void ofWhatWasBeforeTheLedgerNothingIsSaid() throws Exception {
    ledger.settled("a", 1);
    row("a-1", "", 0, "0.000001");
    row("old-1", "", -30, "0.25");
    Reconciliation found = reconciled();

    assertThat(found.unexplained()).isEmpty();
    assertThat(found.earlier()).hasSize(1);
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
      row(id + "-1", "", id.charAt(0) - 'a', "0.000007");
    }
    Reconciliation first = reconciled();
    assertThat(first.lines(LATER)).isNotEmpty();
    LedgerBooks told = told(first);
    Reconciliation second = reconciled(told);

    assertThat(second.lines(LATER.plusSeconds(1))).isEmpty();
    assertThat(second.equal()).hasSize(5);
    assertThat(second.left()).isEmpty();
  }

  @Test
  void whatALaterExportSaysIsHeard() throws Exception {
    ledger.reconciled("c", 0).settled("a", 1);
    row("c-1", "", 0, "0.000042");
    Reconciliation found = reconciled();
    assertThat(told(found).spentMicros()).isEqualTo(43);
  }
}
