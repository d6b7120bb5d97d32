package dev.vedette.flink;

import static dev.vedette.flink.Asking.LONG;
import static dev.vedette.flink.Examples.answer;
import static dev.vedette.flink.Examples.useless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.HedgePolicy;
import dev.vedette.core.brain.RetryPolicy;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What comes of a call, and what is counted of it. */
class AskBrainCallsTest {
  private final Asking asking = new Asking();

  @Test
  void theAnswerGoesDownstream() throws Exception {
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      asking.brain.pending.remove().complete(answer(7));
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(asking.ledger.all())
          .extracting(LedgerLine::entry)
          .containsExactly(
              LedgerLine.Entry.EPOCH,
              LedgerLine.Entry.DISPATCHED,
              LedgerLine.Entry.SETTLED,
              LedgerLine.Entry.ENDED);
    }
  }

  @Test
  void aCallIsCountedWithWhatItCost() throws Exception {
    RegisteredMetrics metrics = asking.metrics;
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      assertThat(metrics.gauge(MetricNames.IN_FLIGHT)).isEqualTo(1);
      asking.brain.pending.remove().complete(answer(7));
      ask.endInput();
      assertThat(metrics.gauge(MetricNames.IN_FLIGHT)).isEqualTo(0);
      assertThat(metrics.count(MetricNames.COST_USD, MetricNames.TENANT, "acme")).isEqualTo(7);
      assertThat(metrics.count(MetricNames.CLOUD_CALLS, MetricNames.RESULT, "answered")).isOne();
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "input")).isEqualTo(100);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "cached-input"))
          .isEqualTo(20);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "cache-write")).isEqualTo(4);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "output")).isEqualTo(10);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "reasoning")).isEqualTo(6);
      assertThat(metrics.count(MetricNames.EGRESS_BYTES)).isEqualTo(2_048);
    }
  }

  @Test
  void aUselessAnswerIsCountedWithWhatItCostToo() throws Exception {
    RegisteredMetrics metrics = asking.metrics;
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      asking
          .brain
          .pending
          .remove()
          .completeExceptionally(BrainException.useless(useless(7), "no such object"));
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::reason).containsExactly(Reason.REFUSED);
      assertThat(asking.ledger.all())
          .extracting(LedgerLine::entry)
          .endsWith(LedgerLine.Entry.DISPATCHED, LedgerLine.Entry.SETTLED, LedgerLine.Entry.ENDED);
      assertThat(metrics.count(MetricNames.CLOUD_CALLS, MetricNames.RESULT, "refused")).isOne();
      assertThat(metrics.count(MetricNames.COST_USD, MetricNames.TENANT, "acme")).isEqualTo(7);
      assertThat(metrics.count(MetricNames.TOKENS, MetricNames.CLASS, "output")).isEqualTo(10);
      assertThat(metrics.count(MetricNames.EGRESS_BYTES)).isEqualTo(2_048);
    }
  }

  @Test
  void aHedgeThatIsAnsweredFirstIsCountedAndSoAreBothCalls() throws Exception {
    var retries = new RetryPolicy(2, Duration.ZERO, Duration.ZERO, LONG);
    var hedging = new HedgePolicy(Duration.ofSeconds(2), 1);
    var hasty = new Asking(new AskSettings(2, LONG, Duration.ofSeconds(5), retries, hedging));
    try (var ask = hasty.opened()) {
      ask.processElement(hasty.fresh("e-1", LONG), 5);
      hasty.time.pass(Duration.ofSeconds(2));
      assertThat(hasty.metrics.gauge(MetricNames.IN_FLIGHT)).isEqualTo(2);
      CompletableFuture<Answer> slow = hasty.brain.pending.remove();
      hasty.brain.pending.remove().complete(answer(7));
      ask.endInput();
      slow.complete(answer(8));
      assertThat(Asking.said(ask)).extracting(Verdict::answer).containsExactly(answer(7));
      assertThat(hasty.metrics.count(MetricNames.CALLS_HEDGED)).isOne();
      assertThat(hasty.metrics.count(MetricNames.HEDGES_WON)).isOne();
      assertThat(hasty.metrics.count(MetricNames.COST_USD, MetricNames.TENANT, "acme"))
          .isEqualTo(15);
      assertThat(hasty.metrics.gauge(MetricNames.IN_FLIGHT)).isEqualTo(0);
    }
  }

  @Test
  void whatTheRoadLooksLikeIsShown() throws Exception {
    RegisteredMetrics metrics = asking.metrics;
    try (var ask = asking.opened()) {
      assertThat(metrics.gauge(MetricNames.BREAKER_STATE, MetricNames.MODEL, "model-1"))
          .isEqualTo(0);
      asking.road.close(Reason.BREAKER_OPEN);
      assertThat(metrics.gauge(MetricNames.BREAKER_STATE)).isEqualTo(2);
      assertThat(metrics.gauge(MetricNames.CALL_LIMIT)).isEqualTo(2);
      assertThat(metrics.gauge(MetricNames.CALL_LIMIT_WANTED)).isEqualTo(2);
      assertThat(metrics.gauge(MetricNames.CALL_PAUSE_SECONDS)).isEqualTo(3.0);
      assertThat(metrics.gauge(MetricNames.CALL_RATE_LIMIT)).isEqualTo(Double.POSITIVE_INFINITY);
      ask.endInput();
    }
  }

  @Test
  void howLongAgoTheOrdersWereKnownIsShown() throws Exception {
    RegisteredMetrics metrics = asking.metrics;
    try (var ask = asking.opened()) {
      asking.orders.knownAt = asking.time.instant();
      asking.time.pass(Duration.ofMillis(61_500));
      assertThat(metrics.gauge(MetricNames.ORDERS_READ_AGE_SECONDS)).isEqualTo(61.5);
      asking.orders.knownAt = asking.time.instant().plusMillis(1);
      assertThat(metrics.gauge(MetricNames.ORDERS_READ_AGE_SECONDS)).isEqualTo(0.0);
      ask.endInput();
    }
  }

  @Test
  void aCallThatFailsIsAnsweredByTheEdge() throws Exception {
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      asking
          .brain
          .pending
          .remove()
          .completeExceptionally(
              new BrainException(
                  Reason.OFFLINE, BrainException.Billing.NOT_BILLED, 0, "no road", null));
      ask.endInput();
      assertThat(Asking.said(ask)).extracting(Verdict::reason).containsExactly(Reason.OFFLINE);
      assertThat(asking.metrics.count(MetricNames.CLOUD_CALLS, MetricNames.RESULT, "offline"))
          .isOne();
    }
  }

  @Test
  void moreThanThePermitsLeavesAtOnce() throws Exception {
    try (var ask = asking.opened()) {
      ask.processElement(asking.fresh("e-1", LONG), 5);
      ask.processElement(asking.fresh("e-2", LONG), 5);
      ask.processElement(asking.fresh("e-3", LONG), 5);
      assertThat(asking.brain.pending).hasSize(2);
      asking.brain.pending.forEach(pending -> pending.complete(answer(7)));
      ask.endInput();
      assertThat(Asking.said(ask))
          .filteredOn(verdict -> verdict.by() == Giver.EDGE)
          .extracting(Verdict::reason)
          .containsExactly(Reason.SATURATED);
    }
  }

  @Test
  void permitsAreDividedAmongTheSubtasksAndNeverNone() {
    var settings = new AskSettings(8, LONG, Duration.ZERO, RetryPolicy.once(), HedgePolicy.never());
    assertThat(settings.permitsOf(2)).isEqualTo(4);
    assertThat(settings.permitsOf(16)).isEqualTo(1);
    assertThat(settings.capacity(2)).isGreaterThan(settings.permitsOf(2) * 4);
  }
}
