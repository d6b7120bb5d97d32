package dev.vedette.scenarios.load;

import dev.vedette.simulators.load.LoadShape;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** Much at once, every now and then; and a day that is compressed into the second half. */
final class Burst implements Scenario {
  private static final double TIMES = 4;

  /** Of the day's rate. */
  private static final double SWING = 0.8;

  private static final int BURSTS = 4;

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("burst", Duration.ofMinutes(8), new Rate(0.35, true), 1, false);
  }

  @Override
  public String about() {
    return "four bursts of four times the rate, then a compressed day: backlog and how soon it is gone";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return List.of(Scene.usual(plan, stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    Duration half = plan.length().dividedBy(2);
    Duration every = half.dividedBy(BURSTS);
    var shape = new LoadShape.Bursts(seconds(every), seconds(every) / 6, TIMES);
    Phase bursts = stage.phase("bursts", shape, half);
    stage.drained();
    tell(stage, bursts, shape);
    Phase day = stage.phase("a day", LoadShape.diurnal(half, SWING), half);
    stage.drained();
    Figures.latency(stage, day);
    stage.found(Finding.measured("a day, most backlog", Figures.mostBacklog(stage, day), "events"));
  }

  private static void tell(Stage stage, Phase phase, LoadShape.Bursts shape) {
    for (boolean in : new boolean[] {true, false}) {
      Histogram micros =
          stage.heard.micros(
              alert ->
                  phase.has(alert.dueSecond())
                      && shape.isBurst(alert.dueSecond() - phase.from()) == in);
      if (micros.getTotalCount() > 0) {
        stage.found(
            Finding.measured(
                "alert path, p99 of events due %s bursts".formatted(in ? "in" : "between"),
                micros.getValueAtPercentile(99) / 1e3,
                "ms"));
      }
    }
    stage.found(Finding.measured("most backlog", Figures.mostBacklog(stage, phase), "events"));
    // The last burst ends with the phase.
    OptionalDouble drained =
        stage.sampler.samples().stream()
            .filter(one -> one.second() >= phase.to() && one.backlog() <= 0)
            .mapToDouble(Sample::second)
            .findFirst();
    stage.found(
        Finding.measured(
            "until the last burst's backlog was gone",
            drained.orElse(Double.NaN) - phase.to(),
            "s"));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
