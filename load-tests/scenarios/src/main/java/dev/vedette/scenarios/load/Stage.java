package dev.vedette.scenarios.load;

import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.load.LoadShape;
import dev.vedette.simulators.load.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** A site under load, as a scenario's script drives it, and what it has found out so far. */
final class Stage implements AutoCloseable {
  /** So that the source never waits for the devices, of which looks are a second apart. */
  private static final double AHEAD_SECONDS = 4;

  private static final long LEAST_AHEAD = 2_000;

  private static final Duration LONGEST = Duration.ofDays(2);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  final Site site;
  final LoadPlan plan;
  final RunClock clock;
  final Traffic traffic;
  final HeardVerdicts heard;
  final Sampler sampler;
  private final List<Phase> phases = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<EdgeAlignment> alignments = new ArrayList<>();
  private double rate;

  private Stage(Site site, LoadPlan plan, Scene scene) {
    this.site = site;
    this.plan = plan;
    this.clock = RunClock.begin();
    this.traffic = new Traffic(site.broker.bootstrap(), scene.fleet(), clock);
    this.heard = new HeardVerdicts(site.broker.bootstrap(), traffic.sent(), clock);
    this.sampler = new Sampler(site, traffic, heard, clock, scene.setup().parallelism());
  }

  /** Plays a scene to its end, and checks that nothing was lost. */
  static Play play(Scene scene, LoadPlan plan, Pinning pinning) throws Exception {
    try (Site site = Site.open(scene.setup(), plan, pinning)) {
      try {
        site.cluster.awaitRest();
        site.submit();
        try (Stage stage = new Stage(site, plan, scene)) {
          stage.await(
              "the job grants questions", () -> site.metrics().count(MetricNames.ADMIT_READY) > 0);
          stage.warmUp();
          scene.script().play(stage);
          stage.findings.addAll(Conservation.check(stage));
          return stage.result(scene.label());
        }
      } catch (Exception e) { // the cluster's last words are gone with it
        throw new IllegalStateException(e + "\n" + site.cluster.lastWords(), e);
      }
    }
  }

  /** Warms the job up and finds out what a share of its maximum comes to. */
  private void warmUp() throws Exception {
    Phase warm = flood("warm-up", plan.warmUp());
    say("%s took %.0f s".formatted(warm.name(), warm.seconds()));
    drained();
    rate = plan.rate().ofMaximum() ? plan.rate().of(Maximum.perSecond(this)) : plan.rate().value();
    say("going on at %.1f events/s".formatted(rate));
    // More was asked than any provider answers; what is left of that is not of the load.
    await(
        "what the warm-up deferred is asked",
        () -> site.metrics().count(MetricNames.DEFERRED_QUESTIONS) == 0);
  }

  /** Sends as much as the job can do, for so long. */
  Phase flood(String name, Duration length) throws Exception {
    return during(
        name, traffic.flood(length, () -> sampler.last().backlog() + ahead(), this::mostAhead));
  }

  private long mostAhead() {
    return Math.max(LEAST_AHEAD, Math.round(AHEAD_SECONDS * sampler.judgedPerSecond()));
  }

  /** Sent since the last look. */
  private long ahead() {
    return traffic.sent().count() - sampler.last().sent();
  }

  /** What shares of the maximum come to. */
  double rate() {
    return rate;
  }

  /** Sends in this shape for so long, and returns when all is in the topics. */
  Phase phase(String name, LoadShape shape, Duration length) throws Exception {
    return during(name, pace(shape, length));
  }

  /** Sends in this shape for so long, while the caller does something else. */
  CompletableFuture<Void> pace(LoadShape shape, Duration length) {
    return traffic.pace(new Schedule(shape, rate), length);
  }

  /**
   * A phase of a constant rate in which something happens: it lasts as long as planned, or as long
   * as that takes.
   */
  Phase meanwhile(String name, Script script) throws Exception {
    CompletableFuture<Void> sending = pace(LoadShape.constant(), LONGEST);
    double from = enter(name);
    script.play(this);
    double left = from + plan.length().toMillis() / 1e3 - clock.seconds();
    if (left > 0) {
      pass(Duration.ofMillis((long) (left * 1e3)));
    }
    traffic.end();
    sending.get(1, TimeUnit.MINUTES);
    return leave(name, from);
  }

  /** A phase that lasts as long as the sending does. */
  Phase during(String name, CompletableFuture<Void> sending) throws Exception {
    double from = enter(name);
    await(name, sending::isDone, LONGEST);
    sending.get(1, TimeUnit.SECONDS);
    return leave(name, from);
  }

  double enter(String name) {
    sampler.enter(name);
    say(name);
    return clock.seconds();
  }

  Phase leave(String name, double from) {
    double to = clock.seconds();
    double sent =
        traffic.sent().countDue((long) (to * 1e9)) - traffic.sent().countDue((long) (from * 1e9));
    var phase = new Phase(name, from, to, sent / (to - from));
    phases.add(phase);
    sampler.enter("");
    return phase;
  }

  /** Waits until the job has judged all that was sent. */
  void drained() throws InterruptedException {
    await("nothing is left to judge", () -> sampler.last().backlog() <= 0 && ahead() == 0);
  }

  double judgedPerSecond(double from, double to) {
    List<Sample> within =
        sampler.samples().stream().filter(s -> s.second() >= from && s.second() <= to).toList();
    if (within.size() < 2) {
      throw new IllegalStateException("no two looks between %.0f and %.0f s".formatted(from, to));
    }
    Sample first = within.get(0);
    Sample last = within.get(within.size() - 1);
    return (last.judged() - first.judged()) / (last.second() - first.second());
  }

  /** Of the first words on events of this phase, in milliseconds. */
  double millis(Phase phase, double percentile) {
    Histogram micros = heard.micros(phase.from(), phase.to());
    return micros.getTotalCount() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
  }

  void found(Finding finding) {
    findings.add(finding);
    say(
        "  %s: %s%s"
            .formatted(
                finding.name(),
                finding.text(),
                finding.wanted() == null
                    ? ""
                    : " (%s: %s)".formatted(finding.wanted(), finding.met() ? "met" : "missed")));
  }

  void aligned(List<EdgeAlignment> more) {
    alignments.addAll(more);
  }

  List<EdgeAlignment> alignments() {
    return List.copyOf(alignments);
  }

  void await(String what, BooleanSupplier condition) {
    await(what, condition, PATIENCE);
  }

  /** Waits for something, unless the run has gone wrong meanwhile. */
  void await(String what, BooleanSupplier condition, Duration patience) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      traffic.complain();
      heard.complain();
      sampler.complain();
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new IllegalStateException(
            "never came within %s: %s; last seen: %s".formatted(patience, what, sampler.last()));
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await("time passes", () -> System.nanoTime() >= until, time.plus(PATIENCE));
  }

  void say(String text) {
    System.err.printf("%7.1f s  %s%n", clock.seconds(), text);
  }

  private Play result(String label) {
    return new Play(
        label,
        rate,
        phases,
        sampler.samples(),
        heard.alerts(),
        sampler.checkpoints(),
        alignments,
        findings);
  }

  @Override
  public void close() throws InterruptedException {
    traffic.close();
    sampler.close();
    heard.close();
  }
}
