package dev.vedette.cli.cost;

import dev.vedette.cli.ledger.SomeLedger;
import dev.vedette.core.money.LedgerLine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A provider's export that is written row by row, and held against {@link SomeLedger}. */
final class SomeExport {
  static final Instant LATER = SomeLedger.NOON.plus(Duration.ofDays(9));
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private final List<UsageRow> rows = new ArrayList<>();
  private List<String> bad = List.of();
  private @Nullable String provider;

  SomeExport row(String client, String request, int minute, String usd) {
    rows.add(
        new UsageRow(
            rows.size() + 2,
            client,
            request,
            "gpt-4o-mini",
            SomeLedger.NOON.plus(Duration.ofMinutes(minute)),
            new BigDecimal(usd).scaleByPowerOfTen(6)));
    return this;
  }

  /** Of a micro-dollar each, the first at noon, as the calls of a ledger with these names alone. */
  SomeExport rowOfEach(String... ids) {
    for (String id : ids) {
      row(id + "-1", "", id.charAt(0) - 'a', "0.000001");
    }
    return this;
  }

  SomeExport withABadRow() {
    bad = List.of("line 9: what?");
    return this;
  }

  SomeExport allOf(String name) {
    provider = name;
    return this;
  }

  Reconciliation against(SomeLedger ledger) {
    return against(ledger.lines());
  }

  Reconciliation against(List<LedgerLine> lines) {
    var export = new UsageExport(Path.of("usage.csv"), rows, bad, 0);
    var calls = new NearCalls(export, null, null);
    lines.forEach(calls);
    UsageMatches matches = UsageMatches.of(calls.books(), export);
    return Reconciliation.of(calls, export, matches, coverage(matches));
  }

  private Coverage coverage(UsageMatches matches) {
    return matches.coverage(null, null, MARGIN, provider);
  }
}
