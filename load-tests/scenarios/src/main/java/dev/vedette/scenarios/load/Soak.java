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

  /** What the job remembers at least; it forgets a life as a whole when the next one is over. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  /**
   * Until memories, heap and caches are full, and the floods before are forgotten; a run that is
   * shorter fills them for as long as it is.
   */
  private static final Duration FILLING = LIFE.multipliedBy(2);

  private static final Duration IDS = Duration.ofMinutes(1);

  /** A drift that the noise could hide must not be larger, as a share of the p99. */
  private static final double MOST_HIDDEN = 0.3;

  private static final String TOO_SHORT = "too short a run for two of them";

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
    Duration filling = FILLING.compareTo(plan.length()) < 0 ? FILLING : plan.length();
    double begun = stage.phase("filling", LoadShape.constant(), filling).from();
    Phase phase = stage.phase("soak", LoadShape.constant(), plan.length());
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
      p99.add(micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(99) / 1e3);
    }
    Lives lives = Lives.of(seconds, phase.from() - begun);
    stage.found(flat("resident memory, mean of each thirtieth", resident, lives.full()));
    stage.found(flatOverLives(state, lives));
    stage.found(withoutDrift(p99, lives));
    stage.found(stolen(Figures.within(stage, phase)));
    RememberedState.find(stage, phase, IDS, LIFE);
  }

  /** By how much this machine itself was slower in one ten minutes than in another. */
  static Finding stolen(List<Sample> samples) {
    List<String> millis = new ArrayList<>();
    for (int from = 0; from + 1 < samples.size(); ) {
      Sample first = samples.get(from);
      int to = from + 1;
      while (to + 1 < samples.size()
          && samples.get(to).second() - first.second() < LIFE.toSeconds()) {
        to++;
      }
      Sample last = samples.get(to);
      if (from > 0 && last.second() - first.second() < LIFE.toSeconds() / 2.0) {
        break; // what is left over
      }
      millis.add(
          String.format(
              Locale.ROOT,
              "%.1f",
              (last.stolenMillis() - first.stolenMillis()) / (last.second() - first.second())));
      from = to;
    }
    return Finding.said(
        "stolen from this machine's cores, in each ten minutes",
        String.join(", ", millis) + " ms a second");
  }

  /** The mean of a part; a series has none of a part without a look. */
  private static void add(List<Double> series, List<Sample> part, ToDoubleFunction<Sample> value) {
    part.stream().mapToDouble(value).average().ifPresent(series::add);
  }

  /** Whether each part's mean is near that of the first that counts. */
  static Finding flat(String name, List<Double> parts, int skipped) {
    return flat(name, Drift.of(parts, skipped));
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
   * The parts of a run by lives of what the job remembers.
   *
   * @param life how many parts one has
   * @param full the first part in which the memories are full, and caches are
   */
  record Lives(int life, int full) {
    /**
     * @param seconds of a part
     * @param filled seconds of the same load before the parts
     */
    static Lives of(double seconds, double filled) {
      return new Lives(
          (int) Math.max(1, Math.round(LIFE.toSeconds() / seconds)),
          (int) Math.max(0, Math.ceil((FILLING.toSeconds() - filled) / seconds)));
    }

    /** Whether so many parts have two of them, one after the other. */
    boolean areTwoIn(int parts) {
      return full + 2 * life <= parts;
    }
  }

  /**
   * The same of the mean over each life in a row, wherever it begins: within one, state grows, and
   * falls when the one before it is forgotten.
   */
  static Finding flatOverLives(List<Double> parts, Lives lives) {
    String name = "state in checkpoints, mean over each ten minutes once its memories are full";
    if (!lives.areTwoIn(parts.size())) {
      return Finding.target(name, TOO_SHORT, "within 5 %", false);
    }
    List<Double> means = new ArrayList<>();
    for (int from = lives.full(); from + lives.life() <= parts.size(); from++) {
      means.add(
          parts.subList(from, from + lives.life()).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow());
    }
    return flat(name, Drift.of(means, 0));
  }

  /**
   * Whether the p99 of parts is not surely higher than that of the parts one life before, when as
   * much was remembered: checkpoints, which hold events up, take longer the more that is.
   */
  static Finding withoutDrift(List<Double> millis, Lives lives) {
    String name = "p99 of the alert path, from ten minutes to the next, with its 95 % interval";
    String wanted =
        "no drift: the interval is not above 0, and ends below %.0f %%"
            .formatted(MOST_HIDDEN * 100);
    if (!lives.areTwoIn(millis.size())) {
      return Finding.target(name, TOO_SHORT, wanted, false);
    }
    List<Double> differences = new ArrayList<>();
    double sum = 0;
    for (int part = lives.full() + lives.life(); part < millis.size(); part++) {
      double before = millis.get(part - lives.life());
      if (!Double.isNaN(before) && !Double.isNaN(millis.get(part))) {
        differences.add(millis.get(part) - before);
        sum += before;
      }
    }
    if (differences.size() < 2) {
      return Finding.target(name, "too few alerts", wanted, false);
    }
    Change change = Change.of(differences);
    double mean = sum / differences.size();
    return Finding.target(
        name,
        String.format(
            Locale.ROOT,
            "%+.1f %% (%+.1f – %+.1f), at %.1f ms on average",
            change.mean() / mean * 100,
            change.low() / mean * 100,
            change.high() / mean * 100,
            mean),
        wanted,
        !change.rises() && change.high() / mean < MOST_HIDDEN);
  }
}
