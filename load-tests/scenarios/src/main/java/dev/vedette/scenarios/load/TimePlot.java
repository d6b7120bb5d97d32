package dev.vedette.scenarios.load;

import dev.vedette.cli.text.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over the time of a run, with its phases behind them, as SVG. */
final class TimePlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 250;
  private static final int LEFT = 58;
  private static final int RIGHT = 14;
  private static final int TOP = 34;
  private static final int BOTTOM = 40;
  private static final int LETTER = 7;

  /** Where a line goes; a value that is not a number interrupts it. */
  record Line(String name, double[] seconds, double[] values) {
    double most() {
      double most = 0;
      for (double value : values) {
        most = Double.isFinite(value) ? Math.max(most, value) : most;
      }
      return most;
    }
  }

  private final String title;
  private final Axis y;
  private final Axis x;
  private final double seconds;
  private final List<Line> lines;
  private final List<Phase> phases;

  /**
   * @param unit of the values
   * @param logarithmic whether each step of the axis is ten times the last
   */
  TimePlot(
      String title,
      String unit,
      boolean logarithmic,
      double seconds,
      List<Line> lines,
      List<Phase> phases) {
    this.title = "%s, %s".formatted(title, unit);
    this.seconds = Math.max(1, seconds);
    this.lines = List.copyOf(lines);
    this.phases = List.copyOf(phases);
    double most = lines.stream().mapToDouble(Line::most).max().orElse(0);
    this.y = logarithmic ? Axis.logarithmic(1, most) : Axis.linear(most);
    this.x = Axis.time(this.seconds);
  }

  String svg() {
    var svg = new StringBuilder();
    svg.append(
        "<figure><figcaption>%s</figcaption><div class=\"legend\">%s</div><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
            .formatted(Markup.escaped(title), legend(), WIDTH, HEIGHT, Markup.escaped(spoken())));
    for (int i = 0; i < phases.size(); i++) {
      band(svg, phases.get(i), i);
    }
    grid(svg);
    for (int i = 0; i < lines.size(); i++) {
      svg.append("<path class=\"line s%d\" d=\"%s\"/>".formatted(i, path(lines.get(i))));
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private String legend() {
    var legend = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      legend.append(
          "<span><i class=\"s%d\"></i>%s</span>".formatted(i, Markup.escaped(lines.get(i).name())));
    }
    return legend.toString();
  }

  private void band(StringBuilder svg, Phase phase, int number) {
    double from = across(phase.from());
    double width = across(Math.min(seconds, phase.to())) - from;
    svg.append(
        "<rect class=\"band%d\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
            .formatted(number % 2, Markup.at(from), TOP, Markup.at(width), HEIGHT - TOP - BOTTOM));
    int letters = (int) (width / LETTER);
    if (letters >= 3) {
      String name = phase.name();
      String shown = name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
      svg.append(
          "<text class=\"phase\" x=\"%s\" y=\"%d\">%s</text>"
              .formatted(Markup.at(from + 3), TOP - 8, Markup.escaped(shown)));
    }
  }

  private void grid(StringBuilder svg) {
    for (Axis.Tick tick : y.ticks()) {
      double at = down(tick.value());
      svg.append(
          "<path class=\"grid\" d=\"M%d %sH%d\"/><text class=\"value\" x=\"%d\" y=\"%s\">%s</text>"
              .formatted(
                  LEFT, Markup.at(at), WIDTH - RIGHT, LEFT - 8, Markup.at(at + 4), tick.text()));
    }
    for (Axis.Tick tick : x.ticks()) {
      svg.append(
          "<text class=\"tick\" x=\"%s\" y=\"%d\">%s</text>"
              .formatted(Markup.at(across(tick.value())), HEIGHT - BOTTOM + 18, tick.text()));
    }
    svg.append(
        "<text class=\"tick\" x=\"%d\" y=\"%d\">time since the run began</text>"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4));
  }

  private String path(Line line) {
    List<String> steps = new ArrayList<>();
    boolean drawing = false;
    for (int i = 0; i < line.seconds().length; i++) {
      double value = line.values()[i];
      if (Double.isFinite(value)) {
        String place = Markup.at(across(line.seconds()[i])) + ' ' + Markup.at(down(value));
        // A point with nothing beside it is a line to itself, with a round end.
        steps.add(drawing ? "L" + place : "M" + place + "h.1");
      }
      drawing = Double.isFinite(value);
    }
    return String.join("", steps);
  }

  private double across(double second) {
    return LEFT + second / seconds * (WIDTH - LEFT - RIGHT);
  }

  private double down(double value) {
    return TOP + (1 - y.place(value)) * (HEIGHT - TOP - BOTTOM);
  }

  private String spoken() {
    var text = new StringBuilder(title).append(": ");
    for (Line line : lines) {
      text.append(String.format(Locale.ROOT, "%s up to %.3g; ", line.name(), line.most()));
    }
    return text.toString().strip();
  }
}
