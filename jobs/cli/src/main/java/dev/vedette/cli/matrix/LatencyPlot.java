package dev.vedette.cli.matrix;

import static dev.vedette.cli.text.Markup.at;
import static dev.vedette.cli.text.Markup.escaped;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Percentiles of each mode on a scale of milliseconds on which each step is ten times the last. */
final class LatencyPlot {
  private static final int WIDTH = 420;
  private static final int ROW = 46;
  private static final int LEFT = 8;
  private static final int RIGHT = 12;
  private static final int AXIS = 26;
  private static final int SIZE = 6;

  private final String title;
  private final List<Column> columns;
  private final Function<Column, Column.Latency> which;
  private final double from;
  private final double to;

  LatencyPlot(
      String title,
      List<Column> columns,
      Function<Column, Column.Latency> which,
      double from,
      double to) {
    this.title = title;
    this.columns = columns;
    this.which = which;
    this.from = from;
    this.to = to;
  }

  String svg() {
    int height = columns.size() * ROW + AXIS;
    var svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(escaped(title), WIDTH, height, escaped(spoken())));
    for (double tick = from; tick <= to * 1.001; tick *= 10) {
      svg.append(
          "<path class=\"grid\" d=\"M%s 0V%d\"/><text class=\"tick\" x=\"%s\" y=\"%d\">%s</text>"
              .formatted(
                  at(place(tick)), height - AXIS + 4, at(place(tick)), height - 6, words(tick)));
    }
    for (int i = 0; i < columns.size(); i++) {
      draw(svg, columns.get(i), i * ROW);
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private void draw(StringBuilder svg, Column column, int top) {
    Column.Latency latency = which.apply(column);
    svg.append(
        "<text x=\"0\" y=\"%d\">%s</text><text class=\"value\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(
                top + 13, escaped(MatrixRows.title(column)), WIDTH, top + 13, three(latency)));
    if (!latency.p50().isKnown()) {
      return;
    }
    int middle = top + 26;
    double p50 = place(latency.p50().median());
    double p95 = place(latency.p95().median());
    double p99 = place(latency.p99().median());
    svg.append(
        "<path class=\"line %s\" d=\"M%s %dH%s\"/>"
            .formatted(column.mode(), at(p50), middle, at(p99)));
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%d\" r=\"%d\"/>"
            .formatted(column.mode(), at(p50), middle, SIZE));
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
            .formatted(column.mode(), at(p95 - 5), middle - 5, 10, 10));
    svg.append(
        "<path class=\"%s\" d=\"M%s %dl-7 12h14z\"/>"
            .formatted(column.mode(), at(p99), middle - SIZE - 1));
  }

  private double place(double millis) {
    double within = Math.log(Math.max(millis, from) / from) / Math.log(to / from);
    return LEFT + within * (WIDTH - LEFT - RIGHT);
  }

  private static String words(double millis) {
    return millis < 1000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.0f s", millis / 1000);
  }

  private static String three(Column.Latency latency) {
    return latency.p50().isKnown()
        ? "%s / %s / %s ms"
            .formatted(
                MatrixRows.number(latency.p50().median(), "%,.0f"),
                MatrixRows.number(latency.p95().median(), "%,.0f"),
                MatrixRows.number(latency.p99().median(), "%,.0f"))
        : "-";
  }

  private String spoken() {
    var text = new StringBuilder(title).append(", p50, p95 and p99: ");
    columns.forEach(
        column ->
            text.append(MatrixRows.title(column))
                .append(' ')
                .append(three(which.apply(column)))
                .append("; "));
    return text.toString().strip();
  }
}
