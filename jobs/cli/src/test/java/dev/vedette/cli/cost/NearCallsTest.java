package dev.vedette.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.ledger.SomeLedger;
import dev.vedette.core.money.LedgerLine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearCallsTest {
  private final SomeLedger ledger =
      new SomeLedger()
          .every(Duration.ofDays(1))
          .settled("a", 1)
          .unknown("b")
          .released("c")
          .settled("d", 1)
          .settled("e", 1)
          .settled("f", 1);

  private static UsageRow row(String client, String request, @Nullable Instant at) {
    return new UsageRow(2, client, request, "gpt-4o-mini", at, BigDecimal.ONE);
  }

  private static List<String> near(List<LedgerLine> lines, UsageRow... rows) {
    var export = new UsageExport(Path.of("usage.csv"), List.of(rows), List.of(), 0);
    var calls = new NearCalls(export, null, null);
    lines.forEach(calls);
    assertThat(calls.begins()).isEqualTo(SomeLedger.NOON);
    assertThat(calls.providers()).containsExactly("openai");
    return calls.books().calls().stream().map(call -> call.call().requestId()).sorted().toList();
  }

  private static Instant day(int day) {
    return SomeLedger.NOON.plus(Duration.ofDays(day));
  }

  @Test
  void ofCallsThatAreSettledOnlyThoseOfTheExportsTimeAreKept() {
    assertThat(near(ledger.lines(), row("x-1", "", day(3)), row("y-1", "", day(4))))
        .containsExactly("b-1", "c-1", "d-1", "e-1");
  }

  @Test
  void whatTheExportNamesIsKeptWheneverItWas() {
    assertThat(near(ledger.lines(), row("a-1", "", day(90)), row("", "chatcmpl-f", day(90))))
        .containsExactly("a-1", "b-1", "c-1", "f-1");
    assertThat(near(ledger.lines(), row("a-1", "", null))).containsExactly("a-1", "b-1", "c-1");
  }

  @Test
  void aLineThatIsReadAgainBringsNothingBack() {
    List<LedgerLine> twice = new ArrayList<>(ledger.lines());
    twice.addAll(ledger.lines());
    assertThat(near(twice, row("a-1", "", null))).containsExactly("a-1", "b-1", "c-1");
    List<LedgerLine> told = new ArrayList<>(ledger.reconciled("b", 0).lines());
    Collections.shuffle(told, new Random(1));
    assertThat(near(told, row("a-1", "", null))).containsExactly("a-1", "c-1");
  }
}
