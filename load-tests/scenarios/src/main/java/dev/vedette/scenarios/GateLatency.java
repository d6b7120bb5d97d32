package dev.vedette.scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How long an event takes from its source to its judgement while the job is loaded to half of what
 * it can do: from the moment the camera should have sent it to the moment it leaves the gate,
 * through a real broker.
 */
final class GateLatency {
  private static final double LOAD = 0.5;
  private static final int WARM_UP_SECONDS = 10;

  private final Arguments arguments;
  private final Source source;

  /** Milliseconds from the scheduled capture to the judgement. */
  record Latency(
      String input,
      double maximumPerSecond,
      double perSecond,
      int seconds,
      long events,
      double p50,
      double p95,
      double p99,
      double p999,
      double max) {}

  private GateLatency(Arguments arguments, Source source) {
    this.arguments = arguments;
    this.source = source;
  }

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.parse(args);
    Jvm.continueInJobJvm(GateLatency.class, arguments, args);
    Report report = Report.begin("gate-latency", args);
    List<Latency> latencies = new ArrayList<>();
    try (Source source = Source.start()) {
      for (Input input : arguments.inputs()) {
        latencies.add(new GateLatency(arguments, source).measure(input));
      }
    }
    report.finish(latencies, arguments.out());
    System.out.println(
        "| picture | events/s of at most | p50 ms | p95 | p99 | p99.9 | max |\n"
            + "|---|---|---|---|---|---|---|");
    for (Latency latency : latencies) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "| %s | %.0f of %.0f | %.2f | %.2f | %.2f | %.2f | %.2f |",
              latency.input(),
              latency.perSecond(),
              latency.maximumPerSecond(),
              latency.p50(),
              latency.p95(),
              latency.p99(),
              latency.p999(),
              latency.max()));
    }
  }

  private Latency measure(Input input) throws Exception {
    source.fill(input, arguments.events());
    try (RunningJob job = RunningJob.probed(source.bootstrap(), input, arguments.options())) {
      double maximum = drain(job);
      double rate = maximum * LOAD;
      int warmUp = (int) (rate * WARM_UP_SECONDS);
      source.pace(input, warmUp, rate);
      job.awaitRejected(arguments.events() + warmUp);
      LatencyProbe.take();
      int events = (int) (rate * arguments.seconds());
      source.pace(input, events, rate);
      job.awaitRejected(arguments.events() + warmUp + events);
      Histogram micros = LatencyProbe.take();
      if (micros.getTotalCount() != events) {
        throw new IllegalStateException(
            "%d events were sent and %d noted".formatted(events, micros.getTotalCount()));
      }
      return new Latency(
          input.name(),
          maximum,
          rate,
          arguments.seconds(),
          events,
          millis(micros, 50),
          millis(micros, 95),
          millis(micros, 99),
          millis(micros, 99.9),
          micros.getMaxValue() / 1e3);
    }
  }

  /** Lets the job work off what is in the topic; how fast it did the second half. */
  private double drain(RunningJob job) throws Exception {
    job.awaitRejected(arguments.events() / 2);
    long before = job.rejected();
    long start = System.nanoTime();
    job.awaitRejected(arguments.events());
    return (job.rejected() - before) * 1e9 / (System.nanoTime() - start);
  }

  private static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }
}
