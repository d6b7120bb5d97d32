package dev.vedette.scenarios;

import dev.vedette.core.event.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a second subtask adds to the gate, beside what a second thread adds to the raw engine: turn
 * by turn, in one process, on all cores. On two cores that share caches and memory even the engine
 * does not double; what the pipeline loses beyond that is its own.
 */
final class GateScaling {
  private static final int TWO = 2;
  private static final double COMPILED = 0.01;
  private static final int QUIET_TURNS = 2;
  private static final double WANTED = 0.95;

  private final Arguments arguments;
  private final GateOnly pipeline;
  private final Input input;
  private final List<RawEngine> engines;

  /**
   * One turn: events a second.
   *
   * @param ratio of what the second subtask brings to what the second thread brings
   */
  record Pair(
      double pipelineOfOne,
      double pipelineOfTwo,
      double engineOfOne,
      double engineOfTwo,
      double ratio) {
    static Pair of(double pipelineOfOne, double pipelineOfTwo, double rawOfOne, double rawOfTwo) {
      return new Pair(
          pipelineOfOne,
          pipelineOfTwo,
          rawOfOne,
          rawOfTwo,
          (pipelineOfTwo / pipelineOfOne) / (rawOfTwo / rawOfOne));
    }

    double pipelineGain() {
      return pipelineOfTwo / pipelineOfOne;
    }

    double engineGain() {
      return engineOfTwo / engineOfOne;
    }
  }

  /** All turns with one kind of picture. */
  record Scaling(
      String input,
      String gate,
      String variant,
      int events,
      int batch,
      Spread pipelineGain,
      Spread engineGain,
      Spread ratio,
      List<Pair> pairs) {}

  private GateScaling(
      Arguments arguments, GateOnly pipeline, Input input, List<RawEngine> engines) {
    this.arguments = arguments;
    this.pipeline = pipeline;
    this.input = input;
    this.engines = engines;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(GateScaling.class, arguments, args);
    Report report = Report.begin("gate-scaling", args);
    List<Scaling> scalings = new ArrayList<>();
    try (GateOnly pipeline = GateOnly.start(TWO, arguments.options())) {
      for (Input input : arguments.inputs()) {
        Picture picture = input.picture();
        try (RawEngine one = RawEngine.open(picture, GateOnly.MAX_BATCH);
            RawEngine other = RawEngine.open(picture, GateOnly.MAX_BATCH)) {
          scalings.add(new GateScaling(arguments, pipeline, input, List.of(one, other)).measure());
        }
      }
    }
    report.finish(scalings, arguments.out());
    System.out.println(
        "| picture | two subtasks / one | two threads / one, engine alone | ratio, wanted "
            + WANTED
            + " |\n|---|---|---|---|");
    for (Scaling scaling : scalings) {
      System.out.printf(
          "| %s | %s | %s | %s: %s |%n",
          scaling.input(),
          scaling.pipelineGain().text(3),
          scaling.engineGain().text(3),
          scaling.ratio().text(3),
          scaling.ratio().median() >= WANTED ? "met" : "missed");
    }
  }

  private Scaling measure() throws Exception {
    int quiet = 0;
    for (int i = 0; i < arguments.warmUps() && quiet < QUIET_TURNS; i++) {
      long compiled = CpuMeter.read().compilerMillis();
      long start = System.nanoTime();
      progress("warming up", turn(i));
      double millis = (System.nanoTime() - start) / 1e6;
      quiet = CpuMeter.read().compilerMillis() - compiled < COMPILED * millis ? quiet + 1 : 0;
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < arguments.pairs(); i++) {
      pairs.add(turn(i));
      progress("turn " + i, pairs.get(i));
    }
    return new Scaling(
        input.name(),
        engines.get(0).gate(),
        engines.get(0).variant(),
        arguments.events(),
        GateOnly.MAX_BATCH,
        Spread.of(pairs.stream().map(Pair::pipelineGain).toList()),
        Spread.of(pairs.stream().map(Pair::engineGain).toList()),
        Spread.of(pairs.stream().map(Pair::ratio).toList()),
        pairs);
  }

  /** Forth and back by turns, so that a machine whose pace drifts favours neither. */
  private Pair turn(int number) throws Exception {
    double[] found = new double[4];
    Integer[] order = number % 2 == 0 ? new Integer[] {0, 2, 3, 1} : new Integer[] {1, 3, 2, 0};
    for (int which : Arrays.asList(order)) {
      found[which] =
          switch (which) {
            case 0 -> pipeline.eventsPerSecond(input, 1, arguments.events());
            case 1 -> pipeline.eventsPerSecond(input, TWO, TWO * arguments.events());
            case 2 -> enginePerSecond(1);
            default -> enginePerSecond(TWO);
          };
    }
    return Pair.of(found[0], found[1], found[2], found[3]);
  }

  /** Each thread has the same to do; while one of them still works, so does the other, nearly. */
  private double enginePerSecond(int threads) throws Exception {
    var together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Double>> rates = new ArrayList<>();
      for (RawEngine engine : engines.subList(0, threads)) {
        rates.add(
            pool.submit(
                () -> {
                  together.await();
                  return picturesPerSecond(engine);
                }));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } finally {
      pool.shutdown();
    }
  }

  private double picturesPerSecond(RawEngine engine) {
    int rounds = (int) Math.ceil((double) arguments.events() / GateOnly.MAX_BATCH);
    float sum = 0;
    long start = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      sum += engine.runBatch();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!(sum >= 0)) {
      throw new IllegalStateException("scores are not numbers: " + sum);
    }
    return rounds * GateOnly.MAX_BATCH / seconds;
  }

  private void progress(String what, Pair pair) {
    System.err.printf(
        Locale.ROOT,
        "%s, %s: pipeline %.0f and %.0f events/s, engine %.0f and %.0f, ratio %.3f%n",
        input,
        what,
        pair.pipelineOfOne(),
        pair.pipelineOfTwo(),
        pair.engineOfOne(),
        pair.engineOfTwo(),
        pair.ratio());
  }
}
