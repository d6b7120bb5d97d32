package dev.vedette.scenarios.load;

import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.load.FleetPlan;
import dev.vedette.simulators.load.LoadShape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Sinks that the broker lets write half of what they have to, or a quarter: what checkpoints take
 * then, by edge, and what becomes of the alert path. Once the sink of dead letters alone, and once
 * all of them, which first fill what they hold until events wait.
 */
final class Backpressure implements Scenario {
  private static final double UNREADABLE = 0.05;

  /** Of what the sinks wrote before. */
  private static final double ALLOWED = 0.5;

  /** So that what they hold is full within a minute. */
  private static final double ALLOWED_TO_ALL = 0.25;

  private static final double LEAST_BYTES_PER_SECOND = 500;

  /** Of load that is not judged: so much is on its way anyway. */
  private static final double WAITING_SECONDS = 2;

  private static final Duration LONGEST_FILLING = Duration.ofMinutes(5);

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
    return "sinks throttled by the broker: checkpoints, alignment by edge, alert path";
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

  /**
   * Calm and throttled in turns, a calm part at the beginning and at the end: each throttled one is
   * held against those on either side, since the state grows and a machine's pace drifts.
   */
  private static void play(Stage stage, LoadPlan plan, String topic, boolean all) throws Exception {
    Duration part = plan.length().dividedBy(2 * (2L * plan.times() + 1));
    List<Phase> calm = new ArrayList<>();
    List<Phase> throttled = new ArrayList<>();
    try (var throttle = new SinkThrottle(stage.site.broker.bootstrap())) {
      for (int pair = 1; pair <= plan.times(); pair++) {
        long bytes = throttle.bytes(topic);
        Phase before = stage.phase("calm " + pair, LoadShape.constant(), part);
        double written = (throttle.bytes(topic) - bytes) / before.seconds();
        double allowed =
            Math.max(LEAST_BYTES_PER_SECOND, (all ? ALLOWED_TO_ALL : ALLOWED) * written);
        throttle.limit(allowed, all);
        stage.found(
            Finding.said(
                "%d, written to %s, and allowed to each sink".formatted(pair, topic),
                String.format(Locale.ROOT, "%,.0f, %,.0f bytes/s", written, allowed)));
        if (all) {
          fill(stage, "filling " + pair);
        }
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
        if (all) {
          stage.found(waiting(stage, pair));
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
        stage.await(
            "the checkpoints that were begun end",
            () -> underWay(stage, then) == 0 || System.nanoTime() > deadline);
        throttle.lift(all);
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
    calm.add(stage.phase("calm " + (plan.times() + 1), LoadShape.constant(), part));
    // A broker that makes sinks wait is no failure, however long it does.
    stage.found(
        Finding.equal(
            "times that the job went on from a checkpoint", stage.site.rest().restores(), 0));
    ThrottledFindings.checkpoints(stage, "calm", calm);
    ThrottledFindings.checkpoints(stage, ThrottledFindings.THROTTLED, throttled);
    stage.found(
        Finding.measured(
            "dead letters of which a prefix was kept",
            stage.site.metrics().count(MetricNames.DEAD_LETTERS_THINNED),
            ""));
    ThrottledFindings.aligned(stage);
    ThrottledFindings.alertPath(stage, calm, throttled, all);
  }

  /** Sends until events wait for the sinks: before, what these hold takes the throttle's place. */
  private static void fill(Stage stage, String name) throws Exception {
    double from = stage.enter(name);
    CompletableFuture<Void> sending = stage.pace(LoadShape.constant(), LONGEST_FILLING);
    stage.await(
        "events wait for the sinks",
        () -> sending.isDone() || stage.sampler.last().backlog() > leastWaiting(stage),
        LONGEST_FILLING);
    stage.traffic.end();
    sending.get();
    stage.leave(name, from);
  }

  private static Finding waiting(Stage stage, int pair) {
    long backlog = stage.sampler.last().backlog();
    return Finding.invariant(
        pair + ", events that wait for the sinks at the end",
        String.format(Locale.ROOT, "%,d", backlog),
        String.format(Locale.ROOT, "at least %,.0f", leastWaiting(stage)),
        backlog >= leastWaiting(stage));
  }

  private static double leastWaiting(Stage stage) {
    return WAITING_SECONDS * stage.rate();
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
}
