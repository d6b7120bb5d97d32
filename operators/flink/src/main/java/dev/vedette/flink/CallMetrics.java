package dev.vedette.flink;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.CallObserver;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.verdict.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
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
  private final Counter hedged;
  private final Counter hedgesWon;
  private final Counter reused;
  private final Counter journalFailures;
  private final RateLimitedLog warnings;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Boolean> tenants = new ConcurrentHashMap<>();

  CallMetrics(MetricGroup group) {
    this.group = group;
    this.seconds = new LatencyHistogram(group, MetricNames.CLOUD_CALL_SECONDS);
    this.egress = group.counter(MetricNames.EGRESS_BYTES, new ThreadSafeSimpleCounter());
    this.hedged = group.counter(MetricNames.CALLS_HEDGED, new ThreadSafeSimpleCounter());
    this.hedgesWon = group.counter(MetricNames.HEDGES_WON, new ThreadSafeSimpleCounter());
    this.reused =
        group
            .addGroup(MetricNames.STAGE, MetricNames.ASK)
            .counter(MetricNames.ANSWERS_REUSED, new ThreadSafeSimpleCounter());
    this.journalFailures =
        group.counter(MetricNames.JOURNAL_FAILURES, new ThreadSafeSimpleCounter());
    this.warnings = new RateLimitedLog(LOG, System::nanoTime);
  }

  /** Shows how many calls there are at the moment. */
  void inFlight(IntSupplier calls) {
    group.gauge(MetricNames.IN_FLIGHT, calls::getAsInt);
  }

  @Override
  public void dispatched(LedgerCall call) {}

  @Override
  public void answered(LedgerCall call, Answer answer) {
    calls(call, MetricNames.ANSWERED).inc();
    egress.inc(answer.sentBytes());
    paidFor(call, answer);
  }

  private void paidFor(LedgerCall call, Answer answer) {
    seconds.observeMicros(answer.cloudMicros());
    cost(call).inc(answer.costMicros());
    TokenUsage usage = answer.usage();
    tokens(call, MetricNames.INPUT).inc(usage.freshInput());
    tokens(call, MetricNames.CACHED_INPUT).inc(usage.cachedInput());
    tokens(call, MetricNames.CACHE_WRITE).inc(usage.cacheWrite());
    tokens(call, MetricNames.OUTPUT).inc(usage.output());
    tokens(call, MetricNames.REASONING).inc(usage.reasoning());
  }

  @Override
  public void unanswered(LedgerCall call, BrainException silence) {
    calls(call, silence.reason().wireName()).inc();
    egress.inc(silence.sentBytes());
    silence.written().ifPresent(written -> paidFor(call, written));
    warnings.warn(
        silence.reason().wireName(),
        "No answer from {} {}: {}. If no further call gives one, the edge answers. {}",
        call.provider(),
        call.model(),
        String.valueOf(silence.getMessage()),
        remedy(silence.reason()));
  }

  @Override
  public void hedged() {
    hedged.inc();
  }

  @Override
  public void hedgeWon() {
    hedgesWon.inc();
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

  private static String remedy(Reason silence) {
    return switch (silence) {
      case OFFLINE -> "Look at the road to vedette.provider.url: name, route, proxy, certificate.";
      case TIMEOUT ->
          "If it goes on, raise vedette.ask.deadline (and call-patience), or take a faster model.";
      case RATE_LIMITED ->
          "Lower vedette.account.calls-per-minute, or have the provider raise its limit.";
      case BUDGET_EXHAUSTED -> "Top up the account at the provider.";
      case REFUSED ->
          "The model or its filter did not want to, or it does not keep to the form of an answer:"
              + " another model, vedette.provider.answer-format or max-output-tokens may help.";
      default -> "Look at the provider's options: url, model, key-file, dialect.";
    };
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
    String tenant = tenants.containsKey(call.tenant()) ? call.tenant() : MetricNames.OTHER_TENANTS;
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
