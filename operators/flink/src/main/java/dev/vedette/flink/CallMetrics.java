package dev.vedette.flink;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.CallObserver;
import dev.vedette.core.money.LedgerCall;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was asked, what came back, and what it cost. */
final class CallMetrics implements CallObserver {
  private static final Logger LOG = LoggerFactory.getLogger(AskBrain.class);

  /** Tenants beyond this many share one label, so that the series stay bounded. */
  private static final int MOST_TENANTS = 200;

  private final MetricGroup group;
  private final LatencyHistogram seconds;
  private final Counter egress;
  private final Counter reused;
  private final Counter journalFailures;
  private final RateLimitedLog warnings;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Boolean> tenants = new ConcurrentHashMap<>();

  CallMetrics(MetricGroup group, Semaphore permits, int of) {
    this.group = group;
    this.seconds = new LatencyHistogram(group, MetricNames.CLOUD_CALL_SECONDS);
    this.egress = group.counter(MetricNames.EGRESS_BYTES, new ThreadSafeSimpleCounter());
    this.reused =
        group
            .addGroup(MetricNames.STAGE, "ask")
            .counter(MetricNames.ANSWERS_REUSED, new ThreadSafeSimpleCounter());
    this.journalFailures =
        group.counter(MetricNames.JOURNAL_FAILURES, new ThreadSafeSimpleCounter());
    this.warnings = new RateLimitedLog(LOG, System::nanoTime);
    group.gauge(MetricNames.IN_FLIGHT, () -> of - permits.availablePermits());
  }

  @Override
  public void dispatched(LedgerCall call) {}

  @Override
  public void answered(LedgerCall call, Answer answer) {
    calls(call, "answered").inc();
    seconds.observeMicros(answer.cloudMicros());
    egress.inc(answer.sentBytes());
    cost(call).inc(answer.costMicros());
    tokens(call, "input").inc(answer.usage().freshInput());
    tokens(call, "cached-input").inc(answer.usage().cachedInput());
    tokens(call, "output").inc(answer.usage().output());
  }

  @Override
  public void unanswered(LedgerCall call, BrainException silence) {
    calls(call, silence.reason().wireName()).inc();
    egress.inc(silence.sentBytes());
    warnings.warn(
        silence.reason().wireName(),
        "No answer from {} {}: {}. The edge answers.",
        call.provider(),
        call.model(),
        String.valueOf(silence.getMessage()));
  }

  @Override
  public void reused(Answer answer) {
    reused.inc();
  }

  @Override
  public void journalFailed(Throwable cause) {
    journalFailures.inc();
    warnings.warn(
        "journal",
        "The ledger cannot be written or read, so nothing is asked: {}. Look at the broker and the"
            + " ledger topic.",
        cause.toString());
  }

  @Override
  public void brokeItsContract(Throwable cause) {
    warnings.warn(
        "contract",
        "A call failed in a way it should not: {}. The edge answers; please report this.",
        cause.toString());
  }

  private Counter calls(LedgerCall call, String result) {
    return counters.computeIfAbsent(
        MetricNames.CLOUD_CALLS + result,
        key ->
            byModel(call)
                .addGroup(MetricNames.RESULT, result)
                .counter(MetricNames.CLOUD_CALLS, new ThreadSafeSimpleCounter()));
  }

  private Counter cost(LedgerCall call) {
    if (tenants.size() < MOST_TENANTS) {
      tenants.put(call.tenant(), true);
    }
    String tenant = tenants.containsKey(call.tenant()) ? call.tenant() : "other";
    return counters.computeIfAbsent(
        MetricNames.COST_USD + tenant,
        key ->
            byModel(call)
                .addGroup(MetricNames.TENANT, tenant)
                .addGroup(MetricNames.SCALE, MetricNames.MICROS)
                .counter(MetricNames.COST_USD, new ThreadSafeSimpleCounter()));
  }

  private Counter tokens(LedgerCall call, String tokenClass) {
    return counters.computeIfAbsent(
        MetricNames.TOKENS + tokenClass,
        key ->
            byModel(call)
                .addGroup(MetricNames.CLASS, tokenClass)
                .counter(MetricNames.TOKENS, new ThreadSafeSimpleCounter()));
  }

  private MetricGroup byModel(LedgerCall call) {
    return group
        .addGroup(MetricNames.PROVIDER, call.provider())
        .addGroup(MetricNames.MODEL, call.model());
  }
}
