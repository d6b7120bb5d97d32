package dev.vedette.scenarios.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The plots of what came of a scenario on one site. */
final class RunPlots {
  private static final int MOST_POINTS = 360;

  private final List<Row> rows;
  private final Play play;
  private final double seconds;

  /** As many as make the lines of a long run readable. */
  private final int together;

  RunPlots(Play play) {
    this.play = play;
    this.rows = Row.of(play);
    this.seconds = rows.isEmpty() ? 1 : rows.get(rows.size() - 1).second();
    this.together = Math.max(1, (int) Math.ceil(rows.size() / (double) MOST_POINTS));
  }

  String svg() {
    return plot(
            "Events",
            "per second",
            line("sent", Row::sentPerSecond),
            line("judged", row -> Math.max(0, row.judgedPerSecond())))
        + latency()
        + plot("Backlog: sent, not yet judged", "events", line("backlog", Row::backlog))
        + verdicts()
        + plot(
            "Processor of the task managers",
            "cores",
            line("all", Row::cpuCores),
            line("threads that write checkpoints", Row::checkpointCores))
        + plot(
            "Resident memory of the task managers", "MB", line("resident", Row::residentMegabytes))
        + plot("State in the last checkpoint", "MB", line("state", Row::stateMegabytes))
        + checkpoints();
  }

  private String plot(String title, String unit, TimePlot.Line... lines) {
    return new TimePlot(title, unit, false, seconds, List.of(lines), play.phases()).svg();
  }

  private TimePlot.Line line(String name, ToDoubleFunction<Row> value) {
    int points = (rows.size() + together - 1) / together;
    double[] at = new double[points];
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      List<Row> some = rows.subList(i * together, Math.min(rows.size(), (i + 1) * together));
      at[i] = some.get(some.size() - 1).second();
      values[i] = some.stream().mapToDouble(value).average().orElse(Double.NaN);
    }
    return new TimePlot.Line(name, at, values);
  }

  /** By when events were due, so that what waited long stands where it began to wait. */
  private String latency() {
    int points = (int) Math.ceil(seconds / together);
    double[] at = new double[points];
    double[] p50 = new double[points];
    double[] p99 = new double[points];
    List<Histogram> histograms = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      histograms.add(new Histogram(2));
    }
    for (HeardVerdicts.Alert alert : play.alerts()) {
      int point = (int) (alert.dueSecond() / together);
      if (point >= 0 && point < points) {
        histograms.get(point).recordValue(alert.micros());
      }
    }
    for (int i = 0; i < points; i++) {
      Histogram histogram = histograms.get(i);
      boolean none = histogram.getTotalCount() == 0;
      at[i] = (i + 0.5) * together;
      p50[i] = none ? Double.NaN : histogram.getValueAtPercentile(50) / 1e3;
      p99[i] = none ? Double.NaN : histogram.getValueAtPercentile(99) / 1e3;
    }
    String title =
        "Alert path: due to first word heard, by %s"
            .formatted(together == 1 ? "second" : together + " seconds");
    return new TimePlot(
            title,
            "ms",
            true,
            seconds,
            List.of(new TimePlot.Line("p50", at, p50), new TimePlot.Line("p99", at, p99)),
            play.phases())
        .svg();
  }

  private String verdicts() {
    var reasons = new TreeSet<String>();
    rows.forEach(row -> reasons.addAll(row.verdictsPerSecond().keySet()));
    List<TimePlot.Line> lines = new ArrayList<>();
    lines.add(line("calls", Row::askedPerSecond));
    for (String reason : reasons) {
      lines.add(line(reason, row -> row.verdictsPerSecond().getOrDefault(reason, 0.0)));
    }
    return plot(
        "Calls to the provider, and verdicts by reason",
        "per second",
        lines.toArray(TimePlot.Line[]::new));
  }

  private String checkpoints() {
    List<Checkpoint> done = play.checkpoints().stream().filter(Checkpoint::isCompleted).toList();
    double[] at = done.stream().mapToDouble(Checkpoint::second).toArray();
    double[] took = done.stream().mapToDouble(Checkpoint::seconds).toArray();
    return plot("Checkpoints, by when they began", "seconds", new TimePlot.Line("took", at, took));
  }
}
