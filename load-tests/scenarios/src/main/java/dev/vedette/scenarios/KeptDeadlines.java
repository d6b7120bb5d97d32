package dev.vedette.scenarios;

import dev.vedette.core.verdict.Reason;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How late the last word on an event is at most, where one call in a hundred never ends and as many
 * take too long (more would close lanes, as timeouts do, and leave less to measure): from the
 * capture, which is before the judgement from which a deadline counts, to the decision.
 */
final class KeptDeadlines {
  private static final double PER_SECOND = 200;
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration MEDIAN = Duration.ofSeconds(1);
  private static final double SIGMA = 0.3;
  private static final double HANGING = 0.01;
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final double MOST_LATE_MILLIS = 50;

  /** Of the events: the others had no place, and were answered at once. */
  private static final double LEAST_ASKED = 0.9;

  /**
   * What came of it.
   *
   * @param timedOut of the events, those that the edge answered at the deadline
   * @param p9999Millis like the others, of those that were asked about
   * @param lateMillis at the 99.99th percentile, beyond the deadline
   */
  record Result(
      int seconds,
      long events,
      long byCloud,
      long timedOut,
      double deadlineMillis,
      double p50Millis,
      double p9999Millis,
      double maxMillis,
      double lateMillis) {
    boolean isMet() {
      return timedOut > 0
          && byCloud + timedOut >= LEAST_ASKED * events
          && lateMillis <= MOST_LATE_MILLIS;
    }
  }

  private KeptDeadlines() {}

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(KeptDeadlines.class, plan, args);
    Report report = Report.begin("kept-deadlines", args);
    var script =
        ProviderScript.faultless()
            .taking(Latency.logNormal(MEDIAN, SIGMA))
            .failing(Fault.hang(), HANGING);
    Result result;
    List<String> own =
        List.of(
            "vedette.verdict.policy=hold",
            "vedette.ask.deadline=%d ms".formatted(DEADLINE.toMillis()),
            "vedette.ask.permits=512",
            "vedette.deferred.max-age=0 s");
    try (CloudSite site = CloudSite.start(script, own, plan.options())) {
      result = run(site, plan);
      site.provider().release();
    }
    report.finish(List.of(result), plan.out());
    print(result);
    System.exit(result.isMet() ? 0 : 1);
  }

  private static Result run(CloudSite site, Arguments plan) throws Exception {
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      CloudSite.pass(SETTLING);
      Instant from = Instant.now();
      CloudSite.pass(Duration.ofSeconds(plan.seconds()));
      Instant to = Instant.now();
      long sent = alarms.end();
      var words = site.said(sent).firstWords(from, to);
      var asked =
          words.stream()
              .filter(word -> SaidVerdicts.isByCloud(word) || word.reason() == Reason.TIMEOUT)
              .toList();
      var micros = SaidVerdicts.micros(asked);
      double p9999 = micros.getValueAtPercentile(99.99) / 1e3;
      return new Result(
          plan.seconds(),
          words.size(),
          words.stream().filter(SaidVerdicts::isByCloud).count(),
          words.stream().filter(word -> word.reason() == Reason.TIMEOUT).count(),
          DEADLINE.toMillis(),
          micros.getValueAtPercentile(50) / 1e3,
          p9999,
          micros.getMaxValue() / 1e3,
          p9999 - DEADLINE.toMillis());
    }
  }

  private static void print(Result result) {
    System.out.printf(
        Locale.ROOT,
        """
        | events in %d s | by the cloud | by the edge | p50 | p99.99 | maximum | deadline | late at p99.99 (<= 50 ms) | |
        |---|---|---|---|---|---|---|---|---|
        | %d | %d | %d | %.0f ms | %.1f ms | %.1f ms | %.0f ms | %.1f ms | %s |
        """,
        result.seconds(),
        result.events(),
        result.byCloud(),
        result.timedOut(),
        result.p50Millis(),
        result.p9999Millis(),
        result.maxMillis(),
        result.deadlineMillis(),
        result.lateMillis(),
        result.isMet() ? "met" : "missed");
  }
}
