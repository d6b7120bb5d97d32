package dev.vedette.scenarios;

import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What is paid twice when the task manager is killed again and again with all permits in use: the
 * ledger against the provider's books.
 */
final class TaskKills {
  private static final double PER_SECOND = 100;
  private static final Duration LATENCY = Duration.ofMillis(800);
  private static final int KILLS = 20;
  private static final int LEAST_SECONDS = 5;
  private static final int MOST_SECONDS = 15;

  /**
   * What finds no place is answered at the edge for good: a backlog would never come to its end.
   */
  private static final List<String> OWN = List.of("vedette.deferred.max-age=0 s");

  /** So that a second run meets the same moments, as far as the machine lets it. */
  private static final long SEED = 20;

  /**
   * What came of it.
   *
   * @param lost events without a verdict
   * @param mostPaidTwice permits for each kill
   */
  record Result(int kills, long sent, long lost, long mostPaidTwice, LedgerAudit audit) {
    boolean isMet() {
      return lost == 0 && audit.isWithin(mostPaidTwice);
    }
  }

  private TaskKills() {}

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(TaskKills.class, plan, args);
    Report report = Report.begin("task-kills", args);
    var script = ProviderScript.faultless().taking(Latency.fixed(LATENCY));
    Result result;
    try (CloudSite site = CloudSite.start(script, OWN, plan.options())) {
      result = run(site);
    }
    report.finish(List.of(result), plan.out());
    print(result);
    System.exit(result.isMet() ? 0 : 1);
  }

  private static Result run(CloudSite site) throws Exception {
    var random = new Random(SEED);
    long sent;
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      for (int kill = 1; kill <= KILLS; kill++) {
        CloudSite.pass(Duration.ofMillis(1_000L * LEAST_SECONDS + random.nextInt(millis())));
        long before = site.provider().books().totals().answered();
        System.err.printf("kill %d, %d calls answered%n", kill, before);
        site.job().killTaskManager();
        // Beyond those that were under way: the job is back, and has all it can under way.
        long again = before + 2 * CloudSite.PERMITS;
        CloudSite.await(
            "calls after a kill", () -> site.provider().books().totals().answered() > again);
      }
      sent = alarms.end();
    }
    SaidVerdicts said = site.said(sent);
    return new Result(
        KILLS,
        sent,
        sent - said.events(),
        (long) KILLS * CloudSite.PERMITS,
        LedgerAudit.of(site.broker(), site.provider().books().calls()));
  }

  private static int millis() {
    return 1_000 * (MOST_SECONDS - LEAST_SECONDS);
  }

  private static void print(Result result) {
    System.out.printf(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | kills, events, without a verdict | %d, %d, %d | 0 |
        %s
        %s
        """,
        result.kills(),
        result.sent(),
        result.lost(),
        result.audit().rows(result.mostPaidTwice()),
        result.isMet() ? "met" : "missed");
  }
}
