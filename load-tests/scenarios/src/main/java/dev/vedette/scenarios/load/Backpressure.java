package dev.vedette.scenarios.load;

import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.LoadShape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Sinks that the broker lets write half of what they have to: what checkpoints take then, by edge,
 * and what becomes of the alert path. Once the sink of dead letters alone, and once all of them.
 */
final class Backpressure implements Scenario {
  private static final String THROTTLED = "throttled";
  private static final double UNREADABLE = 0.05;
  private static final double MOST_SECONDS = 10;
  private static final double MOST_SLOWER = 10;

  /** Of what the sinks wrote before. */
  private static final double ALLOWED = 0.5;

  private static final double LEAST_BYTES_PER_SECOND = 500;

  /** A quota allows for bursts of some seconds, and a batch counts what compresses to less. */
  private static final double SLACK = 1.3;

  /** Of letters that came since the last checkpoint. */
  private static final long STILL_HELD = 1 << 20;

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Of a checkpoint that is waited for while the throttle is on. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Override
  public LoadPlan.Defaults defaults() {
    return new LoadPlan.Defaults(
        "backpressure", Duration.ofMinutes(20), new Rate(0.3, true), 5, false);
  }

  @Override
  public String about() {
    return "sinks throttled by the broker to half: checkpoints, alignment by edge, alert path";
  }

  @Override
  public List<Scene> scenes(LoadPlan plan) {
    FleetPlan fleet = FleetPlan.USUAL.withSeed(plan.seed()).unreadable(UNREADABLE);
    return List.of(
        new Scene(
            "dead letters throttled",
            SiteSetup.one(),
            fleet,
            stage -> play(stage, plan, Site.DEAD_LETTERS, false)),
        new Scene(
            "all sinks throttled",
            SiteSetup.one(),
            fleet,
            stage -> play(stage, plan, Site.VERDICTS, true)));
  }

  /** Calm and throttled in turns, since a machine's pace drifts. */
  private static void play(Stage stage, LoadPlan plan, String topic, boolean all) throws Exception {
    Duration part = plan.length().dividedBy(4L * plan.times());
    List<Phase> calm = new ArrayList<>();
    List<Phase> throttled = new ArrayList<>();
    try (var throttle = new SinkThrottle(stage.site.broker.bootstrap())) {
      for (int pair = 1; pair <= plan.times(); pair++) {
        long bytes = throttle.bytes(topic);
        Phase before = stage.phase("calm " + pair, LoadShape.constant(), part);
        double written = (throttle.bytes(topic) - bytes) / before.seconds();
        double allowed = Math.max(LEAST_BYTES_PER_SECOND, ALLOWED * written);
        throttle.limit(allowed, all);
        stage.found(
            Finding.said(
                "%d, written to %s, and allowed to each sink".formatted(pair, topic),
                String.format(Locale.ROOT, "%,.0f, %,.0f bytes/s", written, allowed)));
        long allBytes = throttle.bytes(topic);
        Phase then = watched(stage, "throttled " + pair, stage.pace(LoadShape.constant(), part));
        // Else a quota that nobody is under would look like a job that does not mind.
        double passed = (throttle.bytes(topic) - allBytes) / then.seconds();
        stage.found(
            Finding.invariant(
                pair + ", written to %s while throttled".formatted(topic),
                String.format(Locale.ROOT, "%,.0f bytes/s", passed),
                String.format(Locale.ROOT, "at most %,.0f", SLACK * allowed),
                passed <= SLACK * allowed));
        long deadline = System.nanoTime() + LONGEST.toNanos();
        stage.await(
            "the checkpoints that were begun end",
            () -> underWay(stage, then) == 0 || System.nanoTime() > deadline);
        throttle.lift();
        stage.await(
            "the throttled part is worked off",
            () -> stage.sampler.last().backlog() <= 0,
            PATIENCE);
        stage.await(
            "the dead letters that were held are written",
            () -> stage.site.metrics().count(MetricNames.DEAD_LETTERS_HELD_BYTES) < STILL_HELD,
            PATIENCE);
        align(stage, then.from(), then.to());
        calm.add(before);
        throttled.add(then);
      }
    }
    checkpoints(stage, "calm", calm);
    checkpoints(stage, THROTTLED, throttled);
    stage.found(
        Finding.measured(
            "dead letters of which a prefix was kept",
            stage.site.metrics().count(MetricNames.DEAD_LETTERS_THINNED),
            ""));
    aligned(stage);
    alertPath(stage, calm, throttled, all);
  }

  /** Sends to the end, and asks meanwhile how each checkpoint went and who waits for whom. */
  private static Phase watched(Stage stage, String name, CompletableFuture<Void> load)
      throws Exception {
    double from = stage.enter(name);
    Map<String, Double> waits = new HashMap<>();
    while (!load.isDone()) {
      align(stage, from, Double.POSITIVE_INFINITY);
      look(stage).forEach((task, ratio) -> waits.merge(task, ratio, Math::max));
      stage.pass(LOOK_EVERY);
    }
    load.get();
    stage.found(
        Finding.said(
            name + ", share of a second that tasks waited for others, at most", words(waits)));
    return stage.leave(name, from);
  }

  /** Nothing where the job manager has too much to do to tell. */
  private static Map<String, Double> look(Stage stage) {
    try {
      return stage.site.rest().backpressure();
    } catch (IOException e) {
      stage.say("backpressure was not told: " + e.getMessage());
      return Map.of();
    }
  }

  private static String words(Map<String, Double> waits) {
    String words =
        waits.entrySet().stream()
            .filter(one -> one.getValue() > 0)
            .map(
                one ->
                    String.format(
                        Locale.ROOT, "%s %.2f", JobRest.brief(one.getKey()), one.getValue()))
            .sorted()
            .collect(Collectors.joining("; "));
    return words.isEmpty() ? "none waited" : words;
  }

  /** Asks about the checkpoints that were begun then and are complete, each once. */
  private static void align(Stage stage, double from, double to) throws IOException {
    Set<Long> known =
        stage.alignments().stream().map(EdgeAlignment::checkpoint).collect(Collectors.toSet());
    for (Checkpoint one : stage.sampler.checkpoints()) {
      if (one.isCompleted()
          && one.second() >= from
          && one.second() < to
          && !known.contains(one.id())) {
        stage.aligned(stage.site.rest().alignments(one.id()));
      }
    }
  }

  private static long underWay(Stage stage, Phase phase) {
    return stage.sampler.checkpoints().stream()
        .filter(one -> phase.has(one.second()) && one.end().equals("IN_PROGRESS"))
        .count();
  }

  private static void checkpoints(Stage stage, String name, List<Phase> phases) {
    List<Checkpoint> of =
        stage.sampler.checkpoints().stream()
            .filter(one -> phases.stream().anyMatch(phase -> phase.has(one.second())))
            .toList();
    long done = of.stream().filter(Checkpoint::isCompleted).count();
    double longest = of.stream().mapToDouble(Checkpoint::seconds).max().orElse(Double.NaN);
    stage.found(
        Finding.said(
            name + ", checkpoints begun, and completed by the end",
            "%d, %d".formatted(of.size(), done)));
    String what = name + ", longest checkpoint";
    if (name.equals(THROTTLED)) {
      stage.found(
          Finding.atMost(
              name + ", checkpoints that failed or did not end", of.size() - done, "", 0));
      stage.found(Finding.atMost(what, longest, "s", MOST_SECONDS));
    } else {
      stage.found(Finding.measured(what, longest, "s"));
    }
  }

  private static void aligned(Stage stage) {
    stage.found(
        Finding.said(
            "edges that stay aligned whatever the job is told",
            AlignmentTable.longest(stage.alignments()).stream()
                .filter(EdgeAlignment::staysAligned)
                .map(one -> "%s → %s".formatted(JobRest.brief(one.from()), JobRest.brief(one.to())))
                .distinct()
                .collect(Collectors.joining("; "))));
  }

  private static void alertPath(Stage stage, List<Phase> calm, List<Phase> throttled, boolean all) {
    List<Double> worse = new ArrayList<>();
    for (int i = 0; i < calm.size(); i++) {
      Figures.latency(stage, calm.get(i));
      Figures.latency(stage, throttled.get(i));
      worse.add((stage.millis(throttled.get(i), 99) / stage.millis(calm.get(i), 99) - 1) * 100);
    }
    Collections.sort(worse);
    stage.found(
        Finding.said(
            "alert path, p99 throttled, worse than calm, from pair to pair",
            String.format(
                Locale.ROOT, "%.0f – %.0f %%", worse.get(0), worse.get(worse.size() - 1))));
    double median = (worse.get((worse.size() - 1) / 2) + worse.get(worse.size() / 2)) / 2;
    String name = "alert path, p99 throttled, worse than calm, median";
    // A verdict cannot be heard before the broker has let it be written.
    stage.found(
        all ? Finding.measured(name, median, "%") : Finding.atMost(name, median, "%", MOST_SLOWER));
  }
}
