package dev.vedette.scenarios;

import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.flink.MetricNames;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What is said while the provider is gone, and after it is back: 200 questions a second, the
 * verdict held for the cloud's answer, every connection cut for a while, then a backlog to be asked
 * beside fresh questions.
 *
 * <p>All figures are from the topic of verdicts but the throughput of the gate, which is the job's
 * own count.
 */
final class CloudOutage {
  private static final double PER_SECOND = 200;

  /** Twenty of the 64 permits are in use at that rate. */
  private static final Duration LATENCY = Duration.ofMillis(100);

  private static final ProviderScript WELL =
      ProviderScript.faultless().taking(Latency.fixed(LATENCY));
  private static final Duration SETTLING = Duration.ofSeconds(20);
  private static final double MOST_EDGE_MILLIS = 50;
  private static final double MOST_CHANGE = 0.05;
  private static final double MOST_SLOWER = 1.2;

  private final Arguments plan;
  private final CloudSite site;

  /** Between two moments, and how many events the gate took meanwhile. */
  private record Stretch(Instant from, Instant to, double perSecond) {}

  /**
   * What came of it.
   *
   * @param lost events without a verdict
   * @param edgeShare of the events that were captured and decided on in the outage
   * @param edgeP99Millis of those that came after the breaker had opened
   * @param gateChange of the gate's throughput in the outage, against before
   * @param deferred events whose first word was one for now
   * @param amendedOnce of these, by the cloud, with one word more and no other
   * @param replaySeconds from the provider's return until nothing was left
   * @param freshNormalP99Millis of events before the outage
   * @param freshReplayP99Millis of events during the replay that were not deferred
   */
  record Result(
      int seconds,
      long sent,
      long lost,
      double edgeShare,
      double edgeP99Millis,
      double gateBefore,
      double gateMeanwhile,
      double gateChange,
      int deferred,
      int amendedOnce,
      double replaySeconds,
      double freshNormalP99Millis,
      double freshReplayP99Millis,
      double freshSlower) {
    boolean isMet() {
      return lost == 0
          && edgeShare == 1
          && edgeP99Millis < MOST_EDGE_MILLIS
          && Math.abs(gateChange) <= MOST_CHANGE
          && deferred > 0
          && amendedOnce == deferred
          && freshSlower < MOST_SLOWER;
    }
  }

  private CloudOutage(Arguments plan, CloudSite site) {
    this.plan = plan;
    this.site = site;
  }

  public static void main(String[] args) throws Exception {
    Arguments plan = Arguments.parse(args).onAllCores();
    Jvm.continueInJobJvm(CloudOutage.class, plan, args);
    Report report = Report.begin("cloud-outage", args);
    Result result;
    try (CloudSite site =
        CloudSite.start(WELL, List.of("vedette.verdict.policy=hold"), plan.options())) {
      result = new CloudOutage(plan, site).run();
    }
    report.finish(List.of(result), plan.out());
    print(result);
    System.exit(result.isMet() ? 0 : 1);
  }

  private Result run() throws Exception {
    try (SensorAlarms alarms = site.alarms(PER_SECOND)) {
      site.awaitFirstCall();
      CloudSite.pass(SETTLING);
      Stretch before = stretch();
      site.provider().play(WELL.failing(new Fault.HangUp(false)));
      Stretch outage = stretch();
      long recalledBefore = recalled();
      site.provider().play(WELL);
      CloudSite.await("the first of the backlog", () -> recalled() > recalledBefore);
      CloudSite.await("the backlog's end", () -> backlog() == 0);
      Instant done = Instant.now();
      long sent = alarms.end();
      return result(before, outage, done, sent, site.said(sent));
    }
  }

  private Stretch stretch() {
    long received = Counters.sum(MetricNames.EVENTS_RECEIVED, "");
    Instant from = Instant.now();
    long start = System.nanoTime();
    CloudSite.pass(Duration.ofSeconds(plan.seconds()));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Stretch(
        from, Instant.now(), (Counters.sum(MetricNames.EVENTS_RECEIVED, "") - received) / seconds);
  }

  private static long recalled() {
    return Counters.sum(MetricNames.DEFERRED_RECALLED, "");
  }

  private static double backlog() {
    return Counters.level(MetricNames.DEFERRED_QUESTIONS);
  }

  private static Result result(
      Stretch before, Stretch outage, Instant done, long sent, SaidVerdicts said) {
    // Whoever was let through to see whether the provider is back may have met it so.
    List<Verdict> meanwhile =
        said.firstWords(outage.from(), outage.to()).stream()
            .filter(word -> word.decidedAt().isBefore(outage.to()))
            .toList();
    Instant closed = said.firstSaid(Reason.BREAKER_OPEN, outage.from()).orElse(outage.to());
    List<Collection<Verdict>> deferred = said.deferred();
    double normal =
        SaidVerdicts.p99(said.firstWords(before.from(), before.to()), SaidVerdicts::isByCloud);
    double replay = SaidVerdicts.p99(said.firstWords(outage.to(), done), SaidVerdicts::isByCloud);
    return new Result(
        (int) Duration.between(outage.from(), outage.to()).toSeconds(),
        sent,
        sent - said.events(),
        meanwhile.stream().filter(SaidVerdicts::isByEdge).count()
            / (double) Math.max(1, meanwhile.size()),
        SaidVerdicts.p99(said.firstWords(closed, outage.to()), SaidVerdicts::isByEdge),
        before.perSecond(),
        outage.perSecond(),
        outage.perSecond() / before.perSecond() - 1,
        deferred.size(),
        (int) deferred.stream().filter(CloudOutage::isAmendedOnce).count(),
        Duration.between(outage.to(), done).toMillis() / 1e3,
        normal,
        replay,
        replay / normal);
  }

  private static boolean isAmendedOnce(Collection<Verdict> words) {
    return words.size() == 2
        && words.stream().filter(Verdict::last).filter(SaidVerdicts::isByCloud).count() == 1;
  }

  private static void print(Result result) {
    System.out.printf(
        Locale.ROOT,
        """
        | | found | wanted |
        |---|---|---|
        | events without a verdict, of %d | %d | 0 |
        | answered by the edge while the provider was gone for %d s | %.4f | 1 |
        | p99 of the edge's word after the breaker opened, ms | %.1f | < 50 |
        | events a second through the gate, before and meanwhile | %.1f, %.1f (%+.1f %%) | within 5 %% |
        | deferred, amended once by the cloud | %d, %d | all |
        | p99 of fresh events, before and during %.0f s of replay, ms | %.1f, %.1f, ratio %.2f | < 1.2 |
        %s
        """,
        result.sent(),
        result.lost(),
        result.seconds(),
        result.edgeShare(),
        result.edgeP99Millis(),
        result.gateBefore(),
        result.gateMeanwhile(),
        result.gateChange() * 100,
        result.deferred(),
        result.amendedOnce(),
        result.replaySeconds(),
        result.freshNormalP99Millis(),
        result.freshReplayP99Millis(),
        result.freshSlower(),
        result.isMet() ? "met" : "missed");
  }
}
