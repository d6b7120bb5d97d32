package dev.vedette.scenarios.load;

import dev.vedette.scenarios.Drift;
import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.LoadShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** A high load for long: what grows, grows without end. */
final class Soak implements Scenario {
  private static final double MOST_CHANGE = 0.05;
  private static final int PARTS = 30;

  /** Of the parts: until heap, caches and what is remembered of events have filled. */
  private static final int SKIPPED = 6;

  /** What the job remembers at least; it forgets a life as a whole when the next one is over. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration IDS = Duration.ofMinutes(1);

  /**
   * Memories that are full within the run: by themselves they hold some hours, and a state that is
   * still filling says nothing about what grows without end.
   */
  private static final Map<String, String> MEMORIES =
      Map.of(
          "vedette.events.duplicate-window", IDS.toMinutes() + " min",
          "vedette.journal.memory", LIFE.toMinutes() + " min",
          "vedette.deferred.max-age", LIFE.toMinutes() + " min");

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults("soak", Duration.ofMinutes(30), new Rate(0.7, true), 1, false);
  }

  @Override
  public String about() {
    return "half an hour at a high rate: memory and state flat, latency without drift";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    return List.of(
        Scene.of(
            SiteSetup.one().ofJob(MEMORIES),
            FleetPlan.USUAL.withSeed(plan.seed()),
            stage -> play(stage, plan)));
  }

  private static void play(Stage stage, LoadPlan plan) throws Exception {
    Phase phase = stage.phase("soak", LoadShape.constant(), plan.length());
    RememberedState.find(stage, phase, IDS, LIFE);
    stage.drained();
    Figures.latency(stage, phase);
    Figures.load(stage, phase);
    double seconds = phase.seconds() / PARTS;
    List<Double> resident = new ArrayList<>();
    List<Double> state = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    for (int i = 0; i < PARTS; i++) {
      double from = phase.from() + i * seconds;
      double to = from + seconds;
      List<Sample> part =
          stage.sampler.samples().stream()
              .filter(one -> one.second() >= from && one.second() < to)
              .toList();
      add(resident, part, Sample::residentBytes);
      add(state, part, Sample::stateBytes);
      Histogram micros = stage.heard.micros(from, to);
      if (i >= SKIPPED && micros.getTotalCount() > 0) {
        p99.add(micros.getValueAtPercentile(99) / 1e3);
      }
    }
    stage.found(flat("resident memory, mean of each thirtieth from the seventh on", resident));
    stage.found(flatOverLives(state, seconds, phase.from()));
    stage.found(withoutDrift(p99, seconds));
  }

  /** The mean of a part; a series has none of a part without a look. */
  private static void add(List<Double> series, List<Sample> part, ToDoubleFunction<Sample> value) {
    part.stream().mapToDouble(value).average().ifPresent(series::add);
  }

  /** Whether each part's mean is near that of the first that counts. */
  static Finding flat(String name, List<Double> parts) {
    return flat(name, Drift.of(parts, SKIPPED));
  }

  private static Finding flat(String name, Drift drift) {
    double megabyte = 1 << 20;
    return Finding.target(
        name,
        String.format(
            Locale.ROOT,
            "%.1f – %.1f MB, %.1f %% off the first",
            drift.lowest() / megabyte,
            drift.highest() / megabyte,
            drift.share() * 100),
        "within 5 %",
        drift.isWithin(MOST_CHANGE));
  }

  /**
   * The same of the mean over each life in a row, wherever it begins: within one, state grows, and
   * falls when the one before it is forgotten.
   *
   * @param begun seconds from the start of the job to that of the parts
   */
  static Finding flatOverLives(List<Double> parts, double seconds, double begun) {
    String name = "state in checkpoints, mean over each ten minutes once its memories are full";
    int life = (int) Math.max(1, Math.round(LIFE.toSeconds() / seconds));
    int full = (int) Math.max(SKIPPED, Math.ceil((LIFE.toSeconds() - begun) / seconds));
    List<Double> means = new ArrayList<>();
    for (int from = full; from + life <= parts.size(); from++) {
      means.add(
          parts.subList(from, from + life).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow());
    }
    if (means.size() <= life) {
      return Finding.target(name, "too short a run for two of them", "within 5 %", false);
    }
    return flat(name, Drift.of(means, 0));
  }

  /** Whether the slope of the parts' p99 is not surely above 0. */
  static Finding withoutDrift(List<Double> millis, double seconds) {
    if (millis.size() < 3) {
      return Finding.target("p99 of the alert path, slope", "too few alerts", "no drift", false);
    }
    Trend trend = Trend.of(millis);
    // Of the whole run, as a share of the mean: what is shown is also how much would have shown.
    double percent = 100 * (millis.size() - 1) / trend.mean();
    return Finding.target(
        "p99 of the alert path by thirtieths, change over all of them with its 95 % interval",
        String.format(
            Locale.ROOT,
            "%+.1f %% (%+.1f – %+.1f) in %.0f minutes, at %.1f ms on average",
            trend.slope() * percent,
            trend.low() * percent,
            trend.high() * percent,
            millis.size() * seconds / 60,
            trend.mean()),
        "no drift: the interval is not above 0",
        !trend.rises());
  }
}
