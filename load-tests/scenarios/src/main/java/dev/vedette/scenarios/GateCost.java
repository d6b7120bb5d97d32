package dev.vedette.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event costs from Kafka to its judgement, in CPU time of the whole job process, beside
 * what the raw engine costs for the same picture: turn by turn, in one process, on one thread.
 */
final class GateCost {
  /** Of a turn's events; before, the queues fill. */
  private static final double FROM = 0.15;

  /** Of a turn's events; after, the fetcher has nothing left to do and the job looks cheaper. */
  private static final double UNTIL = 0.9;

  /** Of a turn's events, that must be left when all are in the topic, to say anything. */
  private static final double LEAST = 0.2;

  /**
   * Of the job's time: more than that, and the JVM is still compiling a job that runs for months.
   */
  private static final double COMPILED = 0.01;

  private static final int QUIET_TURNS = 2;

  private final Arguments arguments;
  private final Source source;

  private record JobCost(
      double micros,
      double perSecond,
      double batch,
      double collectorMicros,
      double compilerMicros,
      Map<String, Double> microsByThread) {}

  /**
   * One turn of each.
   *
   * @param ratio of what the engine needs to what the job needs: 1 is a job that costs nothing
   * @param collectorMicros on the wall, of the job's
   * @param compilerMicros on the wall, of the job's
   */
  record Pair(
      double jobMicros,
      double rawMicros,
      double ratio,
      double jobPerSecond,
      double rawPerSecond,
      double jobBatch,
      int rawBatch,
      double collectorMicros,
      double compilerMicros,
      Map<String, Double> jobMicrosByThread) {}

  /** All turns with one kind of picture. */
  record Cost(
      String input,
      int pictureBytes,
      String gate,
      String variant,
      int events,
      Spread jobMicros,
      Spread rawMicros,
      Spread ratio,
      Spread jobPerSecond,
      List<Pair> pairs,
      @Nullable Map<String, List<String>> profile) {}

  private GateCost(Arguments arguments, Source source) {
    this.arguments = arguments;
    this.source = source;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.parse(args);
    Jvm.continueInJobJvm(GateCost.class, arguments, args);
    Report report = Report.begin("gate-cost", args);
    List<Cost> costs = new ArrayList<>();
    try (Source source = Source.start()) {
      for (Input input : arguments.inputs()) {
        costs.add(new GateCost(arguments, source).measure(input));
      }
    }
    report.finish(costs, arguments.out());
    System.out.println(
        "| picture | job, CPU µs per event | engine alone, CPU µs | engine / job | job, events/s |");
    System.out.println("|---|---|---|---|---|");
    for (Cost cost : costs) {
      System.out.println(
          "| %s, %d bytes | %s | %s | %s | %s |"
              .formatted(
                  cost.input(),
                  cost.pictureBytes(),
                  cost.jobMicros().text(1),
                  cost.rawMicros().text(1),
                  cost.ratio().text(3),
                  cost.jobPerSecond().text(0)));
    }
  }

  /** The job runs on through all turns and has nothing to do while the engine has its own. */
  private Cost measure(Input input) throws Exception {
    var picture = input.picture();
    try (RunningJob job = RunningJob.start(source.bootstrap(), input, arguments.options())) {
      int batch = warmUp(job, input);
      List<Pair> pairs = new ArrayList<>();
      try (RawEngine engine = RawEngine.open(picture, batch)) {
        runRaw(engine, batch);
        for (int i = 0; i < arguments.pairs(); i++) {
          pairs.add(pair(turn(job, input), engine, batch));
          progress(input, pairs.get(i));
        }
        return new Cost(
            input.name(),
            picture.bytes().length,
            engine.gate(),
            engine.variant(),
            arguments.events(),
            Spread.of(pairs.stream().map(Pair::jobMicros).toList()),
            Spread.of(pairs.stream().map(Pair::rawMicros).toList()),
            Spread.of(pairs.stream().map(Pair::ratio).toList()),
            Spread.of(pairs.stream().map(Pair::jobPerSecond).toList()),
            pairs,
            arguments.profile() ? profile(job, input) : null);
      }
    }
  }

  /**
   * Turns that do not count, until the compiler has left two of them alone: it comes in bursts.
   * Returns the size of the batches that the job makes.
   */
  private int warmUp(RunningJob job, Input input) throws Exception {
    int quiet = 0;
    for (int turns = 1; true; turns++) {
      JobCost cost = turn(job, input);
      quiet = cost.compilerMicros() < COMPILED * cost.micros() ? quiet + 1 : 0;
      if (quiet == QUIET_TURNS || turns == arguments.warmUps()) {
        return (int) Math.max(1, Math.round(cost.batch()));
      }
    }
  }

  private JobCost turn(RunningJob job, Input input) throws Exception {
    long done = job.rejected();
    source.fill(input, arguments.events());
    job.awaitRejected(done + (long) (arguments.events() * FROM));
    long eventsBefore = job.rejected();
    long batchesBefore = job.batches();
    CpuMeter before = CpuMeter.read();
    long start = System.nanoTime();
    job.awaitRejected(done + (long) (arguments.events() * UNTIL));
    long events = job.rejected() - eventsBefore;
    long batches = job.batches() - batchesBefore;
    CpuMeter after = CpuMeter.read();
    long end = System.nanoTime();
    job.awaitRejected(done + arguments.events());
    if (events < arguments.events() * LEAST) {
      throw new IllegalStateException(
          "only %d of %d events were left when all were in the topic: the producer is no faster than the job, --events must be more"
              .formatted(events, arguments.events()));
    }
    return new JobCost(
        before.nanosUntil(after) / 1e3 / events,
        events * 1e9 / (end - start),
        (double) events / batches,
        (after.collectorMillis() - before.collectorMillis()) * 1e3 / events,
        (after.compilerMillis() - before.compilerMillis()) * 1e3 / events,
        new TreeMap<>(before.microsByThread(after, events)));
  }

  private Pair pair(JobCost job, RawEngine engine, int batch) {
    long start = System.nanoTime();
    double rawMicros = runRaw(engine, batch);
    double rawSeconds = (System.nanoTime() - start) / 1e9;
    return new Pair(
        job.micros(),
        rawMicros,
        rawMicros / job.micros(),
        job.perSecond(),
        rounds(batch) * batch / rawSeconds,
        job.batch(),
        batch,
        job.collectorMicros(),
        job.compilerMicros(),
        job.microsByThread());
  }

  /** The engine runs in its caller's thread, so that thread's time is all its time. */
  private double runRaw(RawEngine engine, int batch) {
    float sum = 0;
    long before = CpuMeter.threadNanos();
    for (int i = 0; i < rounds(batch); i++) {
      sum += engine.runBatch();
    }
    long nanos = CpuMeter.threadNanos() - before;
    if (!(sum >= 0)) {
      throw new IllegalStateException("scores are not numbers: " + sum);
    }
    return nanos / 1e3 / (rounds(batch) * batch);
  }

  /** As many pictures as the job is measured with. */
  private int rounds(int batch) {
    return (int) Math.ceil(arguments.events() * (UNTIL - FROM) / batch);
  }

  private Map<String, List<String>> profile(RunningJob job, Input input) throws Exception {
    long done = job.rejected();
    source.fill(input, arguments.events());
    try (HotMethods methods = HotMethods.watch()) {
      job.awaitRejected(done + (long) (arguments.events() * UNTIL));
      return methods.take();
    }
  }

  private static void progress(Input input, Pair pair) {
    System.err.println(
        String.format(
            Locale.ROOT,
            "%s: job %.1f µs in batches of %.1f, engine %.1f µs in batches of %d, ratio %.3f",
            input,
            pair.jobMicros(),
            pair.jobBatch(),
            pair.rawMicros(),
            pair.rawBatch(),
            pair.ratio()));
  }
}
