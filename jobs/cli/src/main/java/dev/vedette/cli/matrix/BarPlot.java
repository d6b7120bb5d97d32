package dev.vedette.cli.matrix;

import static dev.vedette.cli.text.Markup.at;
import static dev.vedette.cli.text.Markup.escaped;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar for each mode, from zero, with its value in words beside its name, and a line from the
 * lowest to the highest where that is known.
 */
final class BarPlot {
  private static final int WIDTH = 420;
  private static final int ROW = 46;
  private static final int BAR = 16;
  private static final int LABEL = 20;

  private final String title;
  private final List<Bar> bars = new ArrayList<>();
  private double end = Double.NaN;

  /**
   * @param mode by whose colour it is drawn
   */
  private record Bar(
      String mode, String name, String words, double value, double low, double high) {}

  BarPlot(String title) {
    this.title = title;
  }

  BarPlot bar(Column column, String words, double value, double low, double high) {
    bars.add(new Bar(column.mode(), MatrixRows.title(column), words, value, low, high));
    return this;
  }

  BarPlot bar(Column column, String words, Spread spread) {
    return bar(column, words, spread.median(), spread.lowest(), spread.highest());
  }

  /** Where the scale ends; with the highest value if this is not said. */
  BarPlot upTo(double value) {
    end = value;
    return this;
  }

  String svg() {
    double most = Double.isNaN(end) ? highest() : end;
    int height = (bars.size() - 1) * ROW + LABEL + BAR + 2;
    var svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(escaped(title), WIDTH, height, escaped(spoken())));
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), i * ROW, most);
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private void draw(StringBuilder svg, Bar bar, int top, double most) {
    svg.append("<text x=\"0\" y=\"%d\">%s</text>".formatted(top + 14, escaped(bar.name())));
    svg.append(
        "<text class=\"value\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(WIDTH, top + 14, escaped(bar.words())));
    svg.append(
        "<rect class=\"rail\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"2\"/>"
            .formatted(top + LABEL, WIDTH, BAR));
    if (Double.isNaN(bar.value())) {
      return;
    }
    svg.append(
        "<rect class=\"%s\" x=\"0\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"2\"/>"
            .formatted(bar.mode(), top + LABEL, at(place(bar.value(), most)), BAR));
    if (bar.high() > bar.low()) {
      int middle = top + LABEL + BAR / 2;
      double low = place(bar.low(), most);
      double high = place(bar.high(), most);
      svg.append(
          "<path class=\"whisker\" d=\"M%s %dH%sM%s %dv8M%s %dv8\"/>"
              .formatted(at(low), middle, at(high), at(low), middle - 4, at(high), middle - 4));
    }
  }

  private double highest() {
    return bars.stream()
        .mapToDouble(bar -> Math.max(bar.value(), bar.high()))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static double place(double value, double most) {
    return most == 0 ? 0 : value / most * (WIDTH - 2);
  }

  /** For whoever hears the page. */
  private String spoken() {
    var text = new StringBuilder(title).append(": ");
    bars.forEach(bar -> text.append(bar.name()).append(' ').append(bar.words()).append("; "));
    return text.toString().strip();
  }
}
