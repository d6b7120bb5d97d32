package dev.vedette.cli.matrix;

import dev.vedette.core.control.Mode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A report as rows of words, for a terminal and for a page. */
final class MatrixRows {
  private static final String NOTHING = "-";

  private MatrixRows() {}

  /** What belongs together, and its rows. */
  record Group(String title, List<Row> rows) {}

  /** One measure of each mode. */
  record Row(String what, List<String> cells) {}

  static List<Group> of(MatrixReport report) {
    var columns = report.columns();
    return List.of(
        new Group(
            "milliseconds from capture, p50 / p95 / p99",
            List.of(
                row("first verdict", columns, column -> millis(column.firstMillis())),
                row("final answer", columns, column -> millis(column.finalMillis())))),
        new Group(
            "USD per 1,000 events",
            List.of(
                row("cloud, by the ledger*", columns, column -> usd(column.cloudMicros())),
                row("edge, by CPU time", columns, column -> usd(column.edgeMicros())),
                row("together*", columns, column -> usd(column.totalMicros())))),
        new Group(
            "edge, per 1,000 events",
            List.of(
                row("CPU seconds", columns, column -> spread(column.cpuSeconds(), "%.1f")),
                row("watt-hours", columns, column -> spread(column.wattHours(), "%.4f")))),
        new Group(
            "leaving the site, per 1,000 events",
            List.of(
                row("cloud calls", columns, column -> spread(column.calls(), "%,.1f")),
                row("pictures", columns, column -> spread(column.pictures(), "%,.1f")),
                row("megabytes", columns, column -> spread(column.bytes().times(1e-6), "%,.2f")))),
        new Group(
            "with the network cut",
            List.of(
                row("answered in time", columns, column -> share(column.networkCut().inTime())),
                row(
                    "  of that, by the cloud",
                    columns,
                    column -> share(column.networkCut().byCloud())),
                row(
                    "questions left to the edge",
                    columns,
                    column -> share(column.networkCut().unanswered())),
                row(
                    "first verdict, p99 ms",
                    columns,
                    column -> number(column.networkCut().firstMillis().p99(), "%,.0f")))),
        new Group(
            "beside cloud only",
            List.of(
                row("visits missed", columns, column -> missed(column.agreement().missedVisits())),
                row(
                    "positive events missed",
                    columns,
                    column -> missed(column.agreement().missedEvents())),
                row(
                    "false among alarms",
                    columns,
                    column -> missed(column.agreement().falseAlarms())),
                row(
                    "events that the cloud answered",
                    columns,
                    column -> percent(column.withCloudAnswer())))));
  }

  static String title(Mode mode) {
    return switch (mode) {
      case EDGE -> "edge only";
      case CLOUD -> "cloud only";
      case HYBRID -> "hybrid";
    };
  }

  static String title(Column column) {
    return title(Mode.valueOf(column.mode().toUpperCase(Locale.ROOT)));
  }

  private static Row row(String what, List<Column> columns, Function<Column, String> cell) {
    return new Row(what, columns.stream().map(cell).toList());
  }

  /** The medians; how far the rounds lie apart stands in the JSON and in the plots. */
  private static String millis(Column.Latency latency) {
    return latency.p50().isKnown()
        ? "%s / %s / %s"
            .formatted(
                number(latency.p50().median(), "%,.0f"),
                number(latency.p95().median(), "%,.0f"),
                number(latency.p99().median(), "%,.0f"))
        : NOTHING;
  }

  /** To a hundredth of a cent, or what is left of it. */
  static String usd(Spread micros) {
    return dollars(micros.median()) + apart(micros);
  }

  static String dollars(double micros) {
    BigDecimal usd = new BigDecimal(micros).movePointLeft(6);
    int decimals = usd.compareTo(new BigDecimal("0.01")) < 0 ? 6 : 4;
    return usd.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  private static String spread(Spread values, String format) {
    return number(values.median(), format) + apart(values);
  }

  /** By how much at most a round lies beside the median. */
  private static String apart(Spread values) {
    double most =
        Math.max(values.highest() - values.median(), values.median() - values.lowest())
            / values.median();
    return most > 0 ? " ±" + number(most * 100, most < 0.1 ? "%.1f" : "%.0f") + " %" : "";
  }

  private static String percent(Spread shares) {
    return number(shares.median() * 100, "%.1f") + " %";
  }

  private static String share(Share share) {
    return share.of() == 0
        ? NOTHING
        : "%s %% of %s".formatted(number(share.share() * 100, "%.1f"), number(share.of(), "%,.0f"));
  }

  private static String missed(Share share) {
    return share.of() == 0
        ? NOTHING
        : "%d of %d (%s..%s %%)"
            .formatted(
                share.hits(),
                share.of(),
                number(share.interval().low() * 100, "%.1f"),
                number(share.interval().high() * 100, "%.1f"));
  }

  static String number(double value, String format) {
    return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, format, value);
  }

  /** Without the decimals that say nothing. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
