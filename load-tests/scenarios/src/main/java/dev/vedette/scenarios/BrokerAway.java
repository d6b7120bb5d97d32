package dev.vedette.scenarios;

import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The broker is gone for a while and comes back with its data: nobody touches the job meanwhile.
 * What was sent before, what the devices kept meanwhile and what comes after it has its outcome,
 * and each call is in the ledger.
 */
final class BrokerAway {
  private static final double PER_SECOND = 50;
  private static final Duration LATENCY = Duration.ofMillis(200);
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final Duration AFTERWARDS = Duration.ofSeconds(30);

  /**
   * What came of it.
   *
   * @param resumedAfterSeconds from the broker's return to the next outcome
   * @param received by the job's own count
   * @param outcomes by the job's own count
   * @param lost events without a verdict
   * @param mostPaidTwice the permits: what was under way when the job had to start again
   */
  record Result(
      int seconds,
      double resumedAfterSeconds,
      long sent,
      long received,
      long outcomes,
      long lost,
      long mostPaidTwice,
      LedgerAudit audit) {
    boolean isMet() {
      return received == sent && outcomes == sent && lost == 0 && audit.isWithin(mostPaidTwice);
    }
  }

  private BrokerAway() {}

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(BrokerAway.class, plan, args);
    Report report = Report.begin("broker-away", args);
    var script = ProviderScript.faultless().taking(Latency.fixed(LATENCY));
    Result result;
    try (CloudSite site = CloudSite.start(script, List.of(), plan.options())) {
      result = run(site, plan.seconds());
    }
    report.finish(List.of(result), plan.out());
    print(result);
    System.exit(result.isMet() ? 0 : 1);
  }

  private static Result run(CloudSite site, int seconds) throws Exception {
    long sent;
    double resumed;
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      CloudSite.pass(SETTLING);
      progress("the broker goes");
      site.broker().stop();
      CloudSite.pass(Duration.ofSeconds(seconds));
      long outcomes = Counters.sum(MetricNames.EVENTS, "");
      site.broker().restart();
      progress("the broker is back");
      long start = System.nanoTime();
      // More than were under way: a job that starts again first counts what it had counted before.
      long next = outcomes + CloudSite.PERMITS;
      CloudSite.await("the job's return", () -> Counters.sum(MetricNames.EVENTS, "") > next);
      resumed = (System.nanoTime() - start) / 1e9;
      progress("the job is back after %.1f s".formatted(resumed));
      CloudSite.pass(AFTERWARDS);
      sent = alarms.end();
    }
    progress("%d events were sent".formatted(sent));
    SaidVerdicts said = site.said(sent);
    return new Result(
        seconds,
        resumed,
        sent,
        Counters.sum(MetricNames.EVENTS_RECEIVED, ""),
        Counters.sum(MetricNames.EVENTS, ""),
        sent - said.events(),
        CloudSite.PERMITS,
        LedgerAudit.of(site.broker(), site.provider().books().calls()));
  }

  private static void progress(String what) {
    System.err.printf(
        "%s: %d received, %d with an outcome%n",
        what, Counters.sum(MetricNames.EVENTS_RECEIVED, ""), Counters.sum(MetricNames.EVENTS, ""));
  }

  private static void print(Result result) {
    System.out.printf(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | the job is back, after the broker was gone for %d s | %.1f s | by itself |
        | events sent, received, with an outcome | %d, %d, %d | equal |
        | events without a verdict | %d | 0 |
        %s
        %s
        """,
        result.seconds(),
        result.resumedAfterSeconds(),
        result.sent(),
        result.received(),
        result.outcomes(),
        result.lost(),
        result.audit().rows(result.mostPaidTwice()),
        result.isMet() ? "met" : "missed");
  }
}
