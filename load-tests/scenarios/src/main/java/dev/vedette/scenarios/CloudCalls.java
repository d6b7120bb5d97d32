package dev.vedette.scenarios;

import dev.vedette.simulators.provider.BookTotals;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much of what a provider can do the job gets out of it: with all permits in use, by Little's
 * law; and where the provider takes ten calls a second and ten times as many are wanted.
 *
 * <p>Job, broker and the simulated provider share one process and all cores. The figures are the
 * provider's own books, never the job's word.
 */
final class CloudCalls {
  private static final Duration LATENCY = Duration.ofMillis(800);
  private static final double LIMIT_PER_SECOND = 10;

  /** Until the job is warm and, with a limit, has had time to learn of it. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private static final double WANTED_SHARE = 0.95;
  private static final double MOST_REFUSED = 0.01;

  private final Arguments plan;

  /**
   * What came of one load.
   *
   * @param wantedPerSecond questions that came
   * @param possiblePerSecond calls that could be answered
   * @param share of them that were
   * @param refused share of all calls that were refused
   */
  record Result(
      String load,
      double wantedPerSecond,
      double possiblePerSecond,
      int seconds,
      long calls,
      long answered,
      double share,
      double refused) {
    boolean isMet() {
      return share >= WANTED_SHARE && refused <= MOST_REFUSED;
    }
  }

  private CloudCalls(Arguments plan) {
    this.plan = plan;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(CloudCalls.class, plan, args);
    Report report = Report.begin("cloud-calls", args);
    var scenario = new CloudCalls(plan);
    List<Result> results = new ArrayList<>();
    results.add(
        scenario.run(
            "all permits in use",
            ProviderScript.faultless().taking(Latency.fixed(LATENCY)),
            200,
            CloudSite.PERMITS / (LATENCY.toMillis() / 1e3)));
    results.add(
        scenario.run(
            "ten calls a second allowed",
            ProviderScript.faultless().taking(Latency.fixed(LATENCY)).limitedTo(LIMIT_PER_SECOND),
            100,
            LIMIT_PER_SECOND));
    report.finish(results, plan.out());
    print(results);
    System.exit(results.stream().allMatch(Result::isMet) ? 0 : 1);
  }

  private Result run(String load, ProviderScript script, double wanted, double possible)
      throws Exception {
    try (CloudSite site =
        CloudSite.start(script, List.of("vedette.deferred.max-age=0 s"), plan.options())) {
      SimulatedProvider provider = site.provider();
      try (var alarms = site.alarms(wanted)) {
        site.awaitFirstCall();
        CloudSite.pass(SETTLING);
        BookTotals before = provider.books().totals();
        long start = System.nanoTime();
        CloudSite.pass(Duration.ofSeconds(plan.seconds()));
        BookTotals after = provider.books().totals();
        double seconds = (System.nanoTime() - start) / 1e9;
        alarms.end();
        long calls = after.calls() - before.calls();
        long answered = after.answered() - before.answered();
        long refused = status(after, 429) - status(before, 429);
        return new Result(
            load,
            wanted,
            possible,
            plan.seconds(),
            calls,
            answered,
            answered / seconds / possible,
            refused / (double) Math.max(1, calls));
      }
    }
  }

  private static long status(BookTotals totals, int status) {
    return totals.byStatus().getOrDefault(status, 0L);
  }

  private static void print(List<Result> results) {
    System.out.println(
        "| load | wanted/s | possible/s | calls | answered | share (>= 0.95) | refused (<= 0.01) |"
            + " |\n|---|---|---|---|---|---|---|---|");
    for (Result result : results) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %d | %d | %.3f | %.4f | %s |%n",
          result.load(),
          result.wantedPerSecond(),
          result.possiblePerSecond(),
          result.calls(),
          result.answered(),
          result.share(),
          result.refused(),
          result.isMet() ? "met" : "missed");
    }
  }
}
