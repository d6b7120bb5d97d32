package dev.vedette.cli.gate;

import dev.vedette.cli.text.Sheet;
import dev.vedette.cli.text.Table;
import dev.vedette.djl.choice.Ladder;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** What the variants of a gate cost, for people. */
final class BenchTable {
  private static final String WHY =
      "the fastest at each size of a batch, as timed when a gate is opened; of two that differ by"
          + " less than 5 % the one that the manifest has first";

  private final BenchReport report;
  private final PrintWriter out;

  BenchTable(BenchReport report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  void print() {
    var table =
        new Table(
            "variant",
            ">batch",
            ">events/s",
            ">us/event",
            ">least",
            ">CPU us/event",
            ">x float32",
            ">off golden");
    for (BenchReport.Row row : report.rows()) {
      Double times = row.timesFloat32();
      table.row(
          row.variant(),
          String.valueOf(row.batch()),
          Table.number("%,.0f", row.eventsPerSecond()),
          micros(row.medianMicros()),
          micros(row.leastMicros()),
          micros(row.cpuMicros()),
          times == null ? "-" : Table.number("%.2f", times),
          Table.number("%.4f", row.offGolden()));
    }
    out.println();
    table.print(out);
    out.println();
    var sheet = new Sheet(out);
    report
        .refused()
        .forEach(
            one ->
                sheet.fact(
                    "refused",
                    "%s (%s): %s; %s"
                        .formatted(one.variant(), one.reason(), one.detail(), one.remedy())));
    sheet.fact("the job takes", new Ladder(report.chosen()) + ": " + WHY);
    OneFrame frame = report.oneFrame();
    if (frame != null) {
      sheet.fact(
          "one frame",
          "%.1f ms alone, p99 %.1f: a JPEG of %dx%d (%d kB), decoded and judged in one thread"
              .formatted(
                  frame.medianMicros() / 1e3,
                  frame.p99Micros() / 1e3,
                  frame.width(),
                  frame.height(),
                  frame.bytes() / 1000));
    }
    report.surprises().forEach(surprise -> sheet.fact("but", surprise));
    sheet.fact("gate", report.gate());
    sheet.fact("machine", report.machine().inOneLine());
    sheet.fact(
        "engines",
        report.engines().entrySet().stream()
            .map(engine -> engine.getKey() + ' ' + engine.getValue())
            .collect(Collectors.joining(", ")));
    sheet.fact(
        "measured", "%s, %.3g s each, median".formatted(report.measuredAt(), report.secondsEach()));
  }

  private static String micros(double micros) {
    return Table.number(micros < 100 ? "%,.1f" : "%,.0f", micros);
  }
}
