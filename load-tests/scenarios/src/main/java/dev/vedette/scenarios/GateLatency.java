package dev.vedette.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long an event takes from its source to its judgement while the job is loaded to a part of
 * what it can do, half if nothing else is said: from the moment the camera should have sent it to
 * the moment it leaves the gate, through a real broker.
 */
final class GateLatency {
  private static final int WARM_UP_SECONDS = 10;

  /** Of the time: more than that, and the JVM is still compiling a job that runs for months. */
  private static final double COMPILED = 0.01;

  private static final int QUIET_STRETCHES = 2;

  /** A cold job would show too low a maximum, and half of that would flatter the latency. */
  private static final int WARM_UP_JOBS = 2;

  private final double load;
  private final Arguments arguments;
  private final Source source;

  /** Events in the topic. */
  private long sent;

  /** By the jobs that warmed the JVM up. */
  private long notedBefore;

  /**
   * Milliseconds from the scheduled capture to the judgement, of one stretch of paced load.
   *
   * @param maximumPerSecond what the job could do right before
   * @param batch events that were judged together, on average
   * @param coreShare of one core's time that the job's process took
   * @param stolenMillis that a hypervisor took from all cores meanwhile; null where nobody can tell
   * @param gateP50 milliseconds of it in the gate
   * @param gateP99 milliseconds of it in the gate
   * @param microsByThread CPU time of an event, by threads
   */
  record Stretch(
      double maximumPerSecond,
      long events,
      double batch,
      double coreShare,
      @Nullable Long stolenMillis,
      double p50,
      double p95,
      double p99,
      double p999,
      double max,
      double gateP50,
      double gateP99,
      Map<String, Double> microsByThread) {}

  /** All stretches with one kind of picture. */
  record Latency(
      String input,
      double load,
      Spread maximumPerSecond,
      int seconds,
      Spread p50,
      Spread p95,
      Spread p99,
      Spread max,
      List<Stretch> stretches) {}

  private GateLatency(LatencyPlan plan, Source source) {
    this.load = plan.load();
    this.arguments = plan.run();
    this.source = source;
  }

  public static void main(String[] args) throws Exception {
    LatencyPlan plan = LatencyPlan.parse(args);
    Arguments arguments = plan.run();
    Jvm.continueInJobJvm(GateLatency.class, arguments, args);
    Report report = Report.begin("gate-latency", args);
    List<Latency> latencies = new ArrayList<>();
    try (Source source = Source.start()) {
      for (Input input : arguments.inputs()) {
        latencies.add(new GateLatency(plan, source).measure(input));
      }
    }
    report.finish(latencies, arguments.out());
    System.out.println(
        "| picture | load | of at most, events/s | p50 ms | p95 | p99 | max |\n"
            + "|---|---|---|---|---|---|---|");
    for (Latency latency : latencies) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %s | %s | %s | %s | %s |",
              latency.input(),
              latency.load(),
              latency.maximumPerSecond().text(0),
              latency.p50().text(1),
              latency.p95().text(1),
              latency.p99().text(1),
              latency.max().text(1)));
    }
  }

  private Latency measure(Input input) throws Exception {
    source.fill(input, arguments.events());
    for (int i = 0; i < WARM_UP_JOBS; i++) {
      try (RunningJob job = RunningJob.probed(source.bootstrap(), input, arguments.options())) {
        job.awaitRejected(arguments.events());
      }
    }
    notedBefore = LatencyProbe.noted();
    sent = arguments.events();
    try (RunningJob job = RunningJob.probed(source.bootstrap(), input, arguments.options())) {
      job.awaitRejected(sent);
      warmUp(job, input, load * maximum(job, input));
      List<Stretch> stretches = new ArrayList<>();
      for (int i = 0; i < arguments.pairs(); i++) {
        stretches.add(stretch(job, input));
        progress(input, stretches.get(i));
      }
      return new Latency(
          input.name(),
          load,
          Spread.of(stretches.stream().map(Stretch::maximumPerSecond).toList()),
          arguments.seconds(),
          Spread.of(stretches.stream().map(Stretch::p50).toList()),
          Spread.of(stretches.stream().map(Stretch::p95).toList()),
          Spread.of(stretches.stream().map(Stretch::p99).toList()),
          Spread.of(stretches.stream().map(Stretch::max).toList()),
          stretches);
    }
  }

  /** Paced load that does not count, until the compiler has left two stretches of it alone. */
  private void warmUp(RunningJob job, Input input, double rate) throws Exception {
    int quiet = 0;
    for (int i = 0; i < arguments.warmUps() && quiet < QUIET_STRETCHES; i++) {
      long before = CpuMeter.read().compilerMillis();
      pace(job, input, rate, WARM_UP_SECONDS);
      long compiling = CpuMeter.read().compilerMillis() - before;
      quiet = compiling < COMPILED * WARM_UP_SECONDS * 1e3 ? quiet + 1 : 0;
      System.err.printf(
          Locale.ROOT,
          "%s: warming up, %d ms of %d s compiling%n",
          input,
          compiling,
          WARM_UP_SECONDS);
    }
  }

  /** Sends as fast as it can; how fast the job works off the second half, events a second. */
  private double maximum(RunningJob job, Input input) throws Exception {
    source.fill(input, arguments.events());
    job.awaitRejected(sent + arguments.events() / 2);
    long before = job.rejected();
    long start = System.nanoTime();
    sent += arguments.events();
    job.awaitRejected(sent);
    return (job.rejected() - before) * 1e9 / (System.nanoTime() - start);
  }

  /** Returns when all that was sent is judged; how many that were. */
  private int pace(RunningJob job, Input input, double rate, int seconds) throws Exception {
    int events = (int) (rate * seconds);
    source.pace(input, events, rate);
    sent += events;
    job.awaitRejected(sent);
    return events;
  }

  /** At a part of what the job can do right before: the machine's pace drifts. */
  private Stretch stretch(RunningJob job, Input input) throws Exception {
    double maximum = maximum(job, input);
    awaitNoted(job);
    LatencyProbe.take();
    long batches = job.batches();
    OptionalLong stolenBefore = StolenTime.millis();
    CpuMeter before = CpuMeter.read();
    long start = System.nanoTime();
    int events = pace(job, input, load * maximum, arguments.seconds());
    awaitNoted(job);
    CpuMeter after = CpuMeter.read();
    double coreShare = before.nanosUntil(after) / (double) (System.nanoTime() - start);
    LatencyProbe.Noted noted = LatencyProbe.take();
    Histogram micros = noted.fromCapture();
    if (micros.getTotalCount() != events) {
      throw new IllegalStateException(
          "%d events were sent and %d noted".formatted(events, micros.getTotalCount()));
    }
    return new Stretch(
        maximum,
        events,
        (double) events / (job.batches() - batches),
        coreShare,
        stolenBefore.isPresent()
            ? StolenTime.millis().orElseThrow() - stolenBefore.getAsLong()
            : null,
        millis(micros, 50),
        millis(micros, 95),
        millis(micros, 99),
        millis(micros, 99.9),
        micros.getMaxValue() / 1e3,
        millis(noted.inGate(), 50),
        millis(noted.inGate(), 99),
        before.microsByThread(after, events));
  }

  /** The last one is counted behind the gate and noted beside it, in either order. */
  private void awaitNoted(RunningJob job) throws Exception {
    job.await("%d noted events".formatted(sent), () -> LatencyProbe.noted() >= notedBefore + sent);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  private static void progress(Input input, Stretch stretch) {
    System.err.println(
        String.format(
            Locale.ROOT,
            "%s: %d events of at most %.0f a second in batches of %.1f on %.0f %% of a core, %s ms"
                + " stolen, p50 %.2f ms (gate %.2f),"
                + " p99 %.2f ms (gate %.2f), max %.2f ms",
            input,
            stretch.events(),
            stretch.maximumPerSecond(),
            stretch.batch(),
            stretch.coreShare() * 100,
            stretch.stolenMillis(),
            stretch.p50(),
            stretch.gateP50(),
            stretch.p99(),
            stretch.gateP99(),
            stretch.max()));
  }
}
