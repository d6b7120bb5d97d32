package dev.vedette.scenarios.load;

import static dev.vedette.cli.text.Markup.escaped;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as a page that stands for itself: nothing is fetched, and nothing runs in it. */
final class RunPage {
  private final RunReport report;
  private final List<Play> plays;

  RunPage(RunReport report, List<Play> plays) {
    this.report = report;
    this.plays = List.copyOf(plays);
  }

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Vedette load test: %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>Load test: %s</h1>
        <p class="quiet">%s · %s · %s</p>
        <p class="%s">%s.</p>
        <div class="simulated"><strong>Simulated:</strong> devices, their clocks and the provider with its latency. Broker, Flink cluster, job and gate are the real ones.</div>
        %s
        <h2>How it was run</h2>
        <div class="scroll"><table><tbody>%s</tbody></table></div>
        </body>
        </html>
        """
        .formatted(
            escaped(report.scenario()),
            PageStyle.CSS,
            escaped(report.scenario()),
            escaped(report.date()),
            escaped(report.cpu()),
            escaped(report.command()),
            verdictClass(),
            escaped(capital(report.exit())),
            report.results().stream().map(this::section).collect(Collectors.joining("\n")),
            circumstances());
  }

  private String verdictClass() {
    boolean whole = report.findings().stream().allMatch(Finding::met);
    return whole && !report.exit().startsWith("the run failed") ? "verdict good" : "verdict bad";
  }

  private String section(RunReport.Result result) {
    String title = result.label().isEmpty() ? "Findings" : capital(result.label());
    return "<h2>%s</h2>\n%s\n%s%s"
        .formatted(
            escaped(title),
            findings(result.findings()),
            plays.stream()
                .filter(play -> play.label().equals(result.label()))
                .map(
                    play -> "<div class=\"plots\">\n%s</div>\n".formatted(new RunPlots(play).svg()))
                .collect(Collectors.joining()),
            alignments(result.alignments()));
  }

  private static String findings(List<Finding> findings) {
    return "<div class=\"scroll\"><table><thead><tr><th>what</th><th>found</th><th>wanted</th><th></th></tr></thead><tbody>%s</tbody></table></div>"
        .formatted(findings.stream().map(RunPage::row).collect(Collectors.joining("\n")));
  }

  private static String row(Finding finding) {
    boolean judged = finding.wanted() != null;
    String state =
        !judged
            ? ""
            : "<span class=\"%s\">%s</span>"
                .formatted(
                    finding.met() ? "good" : "bad",
                    switch (finding.kind()) {
                      case INVARIANT -> finding.met() ? "held" : "BROKEN";
                      default -> finding.met() ? "met" : "missed";
                    });
    return "<tr><th>%s</th><td>%s</td><td>%s</td><td>%s</td></tr>"
        .formatted(
            escaped(finding.name()),
            escaped(finding.text()),
            finding.wanted() == null ? "" : escaped(finding.wanted()),
            state);
  }

  private static String alignments(List<EdgeAlignment> alignments) {
    if (alignments.isEmpty()) {
      return "";
    }
    return """
        <h2>Alignment by edge</h2>
        <p class="quiet">Longest of all checkpoints under backpressure. The cluster counts by task: where several edges lead into one, each shows the task's figures.</p>
        <div class="scroll"><table><thead><tr><th>edge</th><th>records go</th><th>alignment ms</th><th>to first barrier ms</th><th>written with it, bytes</th><th>barriers</th></tr></thead><tbody>%s</tbody></table></div>
        """
        .formatted(
            AlignmentTable.longest(alignments).stream()
                .map(RunPage::edge)
                .collect(Collectors.joining("\n")));
  }

  private static String edge(EdgeAlignment edge) {
    return "<tr><th class=\"wrap\">%s → %s</th><td>%s</td><td>%,d</td><td>%,d</td><td>%,d</td><td>%s</td></tr>"
        .formatted(
            escaped(edge.from()),
            escaped(edge.to()),
            escaped(edge.shipped().toLowerCase(Locale.ROOT)),
            edge.maxMillis(),
            edge.maxStartMillis(),
            edge.persistedBytes(),
            edge.staysAligned()
                ? "always aligned"
                : edge.unaligned() ? "overtook records" : "aligned");
  }

  private String circumstances() {
    var rows = new StringBuilder();
    row(rows, "command", report.command());
    row(rows, "machine", "%s, %s".formatted(report.cpu(), report.os()));
    row(rows, "JDK", report.jdk());
    row(rows, "pinned", report.pinned());
    row(
        rows,
        "load average before and after",
        "%.2f, %.2f".formatted(report.loadAverageBefore(), report.loadAverageAfter()));
    row(
        rows,
        "stolen by the hypervisor",
        "%,d ms of all cores' time".formatted(report.stolenMillis()));
    for (Map.Entry<String, String> one : report.versions().entrySet()) {
      row(rows, one.getKey(), one.getValue());
    }
    for (Map.Entry<String, String> one : report.settings().entrySet()) {
      row(rows, one.getKey(), one.getValue());
    }
    return rows.toString();
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append(
        "<tr><th>%s</th><td class=\"wrap\">%s</td></tr>\n"
            .formatted(escaped(name), escaped(value)));
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
