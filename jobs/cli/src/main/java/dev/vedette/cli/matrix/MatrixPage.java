package dev.vedette.cli.matrix;

import static dev.vedette.cli.text.Markup.escaped;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A matrix as a page that stands for itself: nothing is fetched, and nothing runs in it. */
final class MatrixPage {
  private final MatrixReport report;

  MatrixPage(MatrixReport report) {
    this.report = report;
  }

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Vedette: what the gate is worth</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>What the gate is worth</h1>
        <p class="quiet">%s</p>
        <div class="simulated"><strong>Simulated:</strong><ul>%s</ul></div>
        <h2>Side by side</h2>
        <div class="plots">
        %s</div>
        <p class="quiet">Circle p50, square p95, triangle p99. A thin line goes from the lowest to the highest round, or along the interval at 95 %%.</p>
        <h2>All figures</h2>
        <div class="scroll"><table>
        %s</table></div>
        <p class="quiet">* by the simulated provider's prices</p>
        <h2>How it was measured</h2>
        <ul>%s</ul>
        <p class="quiet">%s</p>
        </body>
        </html>
        """
        .formatted(
            PageStyle.CSS,
            escaped("%s, %s".formatted(report.date(), report.machine().inOneLine())),
            items(report.simulated()),
            plots(),
            table(),
            items(MatrixNotes.of(report)),
            escaped(
                "%s; gate %s; %s; took %s s"
                    .formatted(
                        report.command(),
                        report.gate(),
                        report.version(),
                        MatrixRows.number(report.seconds(), "%,.0f"))));
  }

  private static String items(List<String> texts) {
    return texts.stream()
        .map(text -> "<li>" + escaped(text) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  private String plots() {
    List<Column> columns = report.columns();
    double most =
        columns.stream()
            .flatMapToDouble(
                column ->
                    DoubleStream.of(
                        column.firstMillis().p99().highest(), column.finalMillis().p99().highest()))
            .filter(Double::isFinite)
            .max()
            .orElse(100);
    double to = Math.max(1000, Math.pow(10, Math.ceil(Math.log10(most))));
    return new LatencyPlot("To the first verdict", columns, Column::firstMillis, 1, to).svg()
        + new LatencyPlot("To the final answer", columns, Column::finalMillis, 1, to).svg()
        + spreads("Cloud, USD per 1,000 events*", Column::cloudMicros, MatrixRows::usd)
        + spreads("Edge, USD per 1,000 events", Column::edgeMicros, MatrixRows::usd)
        + spreads("Pictures leaving, per 1,000 events", Column::pictures, MatrixPage::whole)
        + spreads(
            "Megabytes leaving, per 1,000 events",
            column -> column.bytes().times(1e-6),
            spread -> MatrixRows.number(spread.median(), "%,.2f"))
        + shares("Network cut: answered in time", column -> column.networkCut().inTime())
        + shares("Network cut: answered by the cloud", column -> column.networkCut().byCloud())
        + compared(
            "Visits of cloud only that were missed", column -> column.agreement().missedVisits())
        + compared(
            "Positive events that the gate missed", column -> column.agreement().missedEvents());
  }

  private static String whole(Spread spread) {
    return MatrixRows.number(spread.median(), "%,.0f");
  }

  private String spreads(
      String title, Function<Column, Spread> which, Function<Spread, String> words) {
    var plot = new BarPlot(title);
    for (Column column : report.columns()) {
      Spread spread = which.apply(column);
      plot.bar(column, words.apply(spread), spread);
    }
    return plot.svg();
  }

  private String shares(String title, Function<Column, Share> which) {
    var plot = new BarPlot(title).upTo(1);
    for (Column column : report.columns()) {
      Share share = which.apply(column);
      plot.bar(column, percent(share.share()), share.share(), 0, 0);
    }
    return plot.svg();
  }

  private String compared(String title, Function<Column, Share> which) {
    var plot = new BarPlot(title).upTo(1);
    for (Column column : report.columns()) {
      Share share = which.apply(column);
      boolean known = share.of() > 0;
      plot.bar(
          column,
          known ? "%d of %d".formatted(share.hits(), share.of()) : "what is compared with",
          share.share(),
          known ? share.interval().low() : 0,
          known ? share.interval().high() : 0);
    }
    return plot.svg();
  }

  private static String percent(double share) {
    return MatrixRows.number(share * 100, "%.1f %%");
  }

  private String table() {
    var rows = new StringBuilder("<thead><tr><th></th>");
    report
        .columns()
        .forEach(
            column -> rows.append("<th scope=\"col\">%s</th>".formatted(MatrixRows.title(column))));
    rows.append("</tr></thead><tbody>\n");
    for (MatrixRows.Group group : MatrixRows.of(report)) {
      rows.append(
          "<tr class=\"group\"><th colspan=\"4\">%s</th></tr>\n".formatted(escaped(group.title())));
      for (MatrixRows.Row row : group.rows()) {
        rows.append("<tr><th scope=\"row\">%s</th>".formatted(escaped(row.what().strip())));
        row.cells().forEach(cell -> rows.append("<td>%s</td>".formatted(escaped(cell))));
        rows.append("</tr>\n");
      }
    }
    return rows.append("</tbody>").toString();
  }
}
