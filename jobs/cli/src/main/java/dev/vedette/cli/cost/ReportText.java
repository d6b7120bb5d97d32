package dev.vedette.cli.cost;

import dev.vedette.cli.text.Amount;
import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Spelling;
import dev.vedette.cli.text.Table;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.BookedCall;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report for a terminal of a hundred columns.
 *
 * @param revenueMicros what an event that is asked about earns; null if nobody said
 */
record ReportText(CostReport report, @Nullable BigDecimal revenueMicros) {
  private static final int LISTED = 20;
  private static final int NAMES_COLUMNS = 28;

  /** By which the head is longer that says of which events. */
  private static final int ASKED_COLUMNS = 4;

  private static final int MINUTES = 60;
  private static final String NONE = "-";
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  void print(PrintWriter out) {
    Observed observed = report.observed();
    if (observed == null) {
      out.println("nothing in the ledger of what is asked for");
      out.flush();
      return;
    }
    ZoneId zone = report.zone();
    out.printf(
        "US dollars%s, from %s to %s (%s)%n",
        report.dimensions().isEmpty() ? "" : " by " + report.by(),
        MINUTE.format(observed.from().atZone(zone)),
        MINUTE.format(observed.until().atZone(zone)),
        zone);
    table().print(out);
    out.println();
    var sheet = new Sheet(out);
    counted(sheet);
    avoided(sheet);
    margin(sheet);
    month(observed, sheet);
    unknown(sheet, out);
    out.flush();
  }

  private Table table() {
    List<String> heads = new ArrayList<>();
    report.dimensions().forEach(one -> heads.add(Spelling.of(one)));
    if (heads.isEmpty()) {
      heads.add("");
    }
    heads.addAll(List.of(">calls", ">asked", ">not asked", ">spent", ">unknown", ">avoided"));
    heads.add(isByEvents() ? ">per 1,000" : ">per 1,000 asked");
    if (revenueMicros != null) {
      heads.add(">margin");
    }
    var table = new Table(heads.toArray(String[]::new));
    report.rows().forEach(row -> add(row.group(), row, table));
    add(List.of("all"), report.total(), table);
    return table;
  }

  /** Whether avoided events are told apart as the rows are. */
  private boolean isByEvents() {
    return report.rows().stream().allMatch(row -> row.avoided() != null);
  }

  private void add(List<String> group, CostRow row, Table table) {
    int names = Math.max(1, report.dimensions().size());
    List<String> cells = new ArrayList<>();
    int columns = NAMES_COLUMNS - (isByEvents() ? 0 : ASKED_COLUMNS);
    group.forEach(name -> cells.add(cut(Spelling.plain(name), columns / names)));
    while (cells.size() < names) {
      cells.add("");
    }
    Avoided avoided = row.avoided();
    cells.add(Amount.grouped(row.calls()));
    cells.add(Amount.grouped(row.askedEvents()));
    cells.add(avoided == null ? NONE : Amount.grouped(avoided.events()));
    cells.add(Amount.ofMicros(row.spentMicros()));
    cells.add(row.unknownCalls() == 0 ? NONE : Amount.ofMicros(row.unknownMicros()));
    cells.add(avoided == null ? NONE : Amount.ofMicros(avoided.micros()));
    cells.add(usd(isByEvents() ? row.microsPerThousandEvents() : row.microsPerThousandAsked()));
    if (revenueMicros != null) {
      cells.add(usd(row.marginMicros(revenueMicros, false)));
    }
    table.row(cells.toArray(String[]::new));
  }

  private static String cut(String name, int columns) {
    int most = Math.max(10, columns);
    return name.length() <= most ? name : name.substring(0, most - 1) + "…";
  }

  private void counted(Sheet sheet) {
    CostRow total = report.total();
    TokenUsage tokens = total.tokens();
    sheet.fact(
        "tokens",
        "%s fresh input, %s cached, %s written to a cache, %s output, %s reasoning"
            .formatted(
                Amount.grouped(tokens.freshInput()),
                Amount.grouped(tokens.cachedInput()),
                Amount.grouped(tokens.cacheWrite()),
                Amount.grouped(tokens.output()),
                Amount.grouped(tokens.reasoning())));
    sheet.fact(
        "per 1,000",
        isByEvents()
            ? "what a thousand events cost, asked about or not; the ledger knows no others"
            : "what a thousand events cost that were asked about; the ledger tells the others apart"
                + " by tenant, class and day alone");
    if (total.simulated() > 0) {
      sheet.fact(
          "simulated",
          "%s of the calls were answered by a simulated provider: nobody pays for these"
              .formatted(Amount.grouped(total.simulated())));
    }
  }

  /** What the job could not price when it was avoided, as nothing had been asked yet. */
  private void avoided(Sheet sheet) {
    Avoided avoided = report.total().avoided();
    if (avoided == null) {
      return;
    }
    avoided(sheet, avoided.atMean(), "what answers of their class cost on average");
    avoided(
        sheet, avoided.atMost(), "what calls of their class cost at most, as none was answered");
    avoided(sheet, avoided.unpriced(), "nothing, as nothing of their class was asked");
  }

  private void avoided(Sheet sheet, long events, String price) {
    if (events > 0) {
      long all = Objects.requireNonNull(report.total().avoided()).events();
      sheet.fact(
          "avoided",
          "%s of %s events at %s".formatted(Amount.grouped(events), Amount.grouped(all), price));
    }
  }

  private void margin(Sheet sheet) {
    BigDecimal revenue = revenueMicros;
    if (revenue == null) {
      return;
    }
    CostRow total = report.total();
    Optional<BigDecimal> margin = total.marginMicros(revenue, false);
    sheet.fact(
        "margin",
        margin.isEmpty()
            ? "there was no inference that earns anything"
            : "%s an inference, of %s that one earns%s; %s inferences%s"
                .formatted(
                    usd(margin),
                    Amount.ofMicros(revenue),
                    total.unknownCalls() == 0
                        ? ""
                        : " (%s if all that is unknown was billed)"
                            .formatted(usd(total.marginMicros(revenue, true))),
                    Amount.grouped(total.earning()),
                    total.inferences() == total.earning()
                        ? ""
                        : ", and %s audits, which earn nothing"
                            .formatted(Amount.grouped(total.inferences() - total.earning()))));
  }

  private void month(Observed observed, Sheet sheet) {
    long minutes = observed.length().toMinutes();
    String span =
        minutes < MINUTES * 24
            ? "%d h %d min".formatted(minutes / MINUTES, minutes % MINUTES)
            : String.format(Locale.ROOT, "%.1f days", minutes / (MINUTES * 24.0));
    sheet.fact(
        "month",
        observed
            .monthMicros(report.total().spentMicros())
            .map(
                month ->
                    "%s in %d days%s, if they are as these %s were"
                        .formatted(
                            usd(Optional.of(month)),
                            Observed.MONTH_DAYS,
                            monthAtMost(observed),
                            span))
            .orElse(
                "nothing can be said: the ledger has only %s here, and a day is the least"
                    .formatted(span)));
  }

  private String monthAtMost(Observed observed) {
    CostRow total = report.total();
    return total.unknownCalls() == 0
        ? ""
        : " (%s if all that is unknown was billed)"
            .formatted(usd(observed.monthMicros(total.mostMicros())));
  }

  private void unknown(Sheet sheet, PrintWriter out) {
    int count = report.unknown().size();
    if (count == 0) {
      return;
    }
    sheet.fact(
        "unknown",
        "%s calls may have been billed, %s at most, until 'vedette cost reconcile'"
            .formatted(Amount.grouped(count), Amount.ofMicros(report.total().unknownMicros())));
    var table = new Table("since", "call", "device", "model", ">at most");
    for (BookedCall call : report.unknown().subList(0, Math.min(LISTED, count))) {
      table.row(
          MINUTE.format(call.firstAt().atZone(report.zone())),
          cut(Spelling.plain(call.call().requestId()), 36),
          cut(Spelling.plain(call.call().device()), 14),
          cut(Spelling.plain(call.call().model()), 14),
          Amount.ofMicros(call.unknownMicros()));
    }
    table.print(out);
    if (count > LISTED) {
      out.printf("  and %s more; --json has them all%n", Amount.grouped(count - LISTED));
    }
  }

  private static String usd(Optional<BigDecimal> micros) {
    return micros.map(Amount::ofWholeMicros).orElse(NONE);
  }
}
