package dev.vedette.cli.quickstart;

import dev.vedette.cli.quickstart.Report.Quantiles;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for people. */
final class ReportTable {
  private final Report report;
  private final PrintWriter out;

  ReportTable(Report report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print() {
    out.println();
    line(
        "events",
        "%,d in %.1f s, %.1f/s",
        report.events(),
        report.durationSeconds(),
        report.eventsPerSecond());
    share("rejected by the gate", report.rejected());
    share("repeats of an episode", report.repeats());
    share("answered by the cloud", report.cloud());
    report.edge().forEach((reason, events) -> share("answered here: " + reason, events));
    rare("duplicates", report.duplicates());
    rare("late", report.late());
    rare("ignored by rule", report.ignored());
    rare("skipped by the duty cycle", report.skipped());
    rare("dead letters", report.deadLettered());
    rare("pending", report.pending());
    out.println();
    line("cloud calls", "%,d", report.calls());
    line("spent", "%s USD%s", usd(report.costMicros()), simulated());
    if (report.unsettledMicros() > 0) {
      line("  perhaps, at most", "%s USD more", usd(report.unsettledMicros()));
    }
    line("avoided", "%s USD%s", usd(report.avoidedMicros()), simulated());
    line("  by the gate", "%s USD", usd(report.avoidedMicrosBy().gate()));
    line("  by episodes", "%s USD", usd(report.avoidedMicrosBy().episode()));
    line("left this site", "%,d bytes", report.egressBytes());
    out.println();
    out.printf(Locale.ROOT, "  %-24s%10s%10s%10s%n", "milliseconds", "p50", "p95", "p99");
    quantiles("arrival to judgement", report.latencyMillis().gate());
    quantiles("capture to first verdict", report.latencyMillis().captureToVerdict());
    quantiles("capture to last verdict", report.latencyMillis().captureToLastVerdict());
    quantiles("cloud call", report.latencyMillis().cloudCall());
    out.println();
    line("gate", "%s, %s", report.gate().name(), report.gate().variant());
    line("provider", "%s, %s", report.provider().name(), report.provider().model());
    out.flush();
  }

  /** Says where the report is for programs. */
  void writtenTo(Path file) {
    line("report", "%s", file);
    out.flush();
  }

  private void share(String what, long events) {
    double percent = report.events() == 0 ? 0 : 100.0 * events / report.events();
    line("  " + what, "%,d (%.1f %%)", events, percent);
  }

  private void rare(String what, long events) {
    if (events != 0) {
      share(what, events);
    }
  }

  private void quantiles(String what, Quantiles millis) {
    out.printf(
        Locale.ROOT,
        "  %-24s%10s%10s%10s%n",
        what,
        cell(millis.p50()),
        cell(millis.p95()),
        cell(millis.p99()));
  }

  private static String cell(@Nullable Double millis) {
    return millis == null ? "-" : String.format(Locale.ROOT, "%.1f", millis);
  }

  private void line(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "  %-32s%s%n", what, String.format(Locale.ROOT, format, values));
  }

  private String simulated() {
    return report.provider().simulated() ? " (simulated)" : "";
  }

  static String usd(long micros) {
    return BigDecimal.valueOf(micros, 6).toPlainString();
  }
}
