package dev.vedette.flink;

import dev.vedette.core.budget.BudgetWatch;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.Purse;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the tenants of a subtask stand with their limits, and a warning when one gets near. */
final class BudgetMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(AdmitQuestions.class);

  /** Each limit of each tenant is four series. */
  private static final int MOST_SHOWN = 200;

  private final MetricGroup group;
  private final BudgetWatch watch = new BudgetWatch();
  private final Map<Series, Shown> shown = new HashMap<>();
  private final Map<Mark, Counter> passed = new HashMap<>();
  private final RateLimitedLog warnings;

  private record Mark(String budget, int percent) {}

  private record Series(String tenant, String budget, String provider, String period) {}

  /** What gauges read, from a thread of their own. */
  private static final class Shown {
    private final MetricGroup labels;

    volatile Sums standing = Sums.ZERO;
    volatile double limitUsd = Double.NaN;

    Shown(MetricGroup labels) {
      this.labels = labels;
    }

    /** Nothing is shown of a limit that was taken back. */
    double usd(long micros) {
      return Double.isNaN(limitUsd) ? Double.NaN : micros / 1e6;
    }

    void close() {
      limitUsd = Double.NaN;
      // Flink has no other way to let go of a metric: without it every name would leave four.
      if (labels instanceof AbstractMetricGroup<?> group) {
        group.close();
      }
    }
  }

  BudgetMetrics(MetricGroup operator) {
    this.group = operator.addGroup(MetricNames.GROUP);
    this.warnings = new RateLimitedLog(LOG, System::nanoTime);
  }

  /** Shows how a tenant stands. Returns whether it has any limit. */
  boolean show(Purse purse, Limits limits, Instant now) {
    List<Limit> all = purse.limitsIn(limits);
    Set<Series> inForce = new HashSet<>();
    for (Limit limit : all) {
      Sums standing = purse.standing(limit, now);
      var series =
          new Series(purse.tenant(), limit.name(), limit.provider(), limit.period().spelt());
      inForce.add(series);
      @Nullable Shown gauges = shown.get(series);
      if (gauges == null && shown.size() < MOST_SHOWN) {
        gauges = register(series);
      }
      if (gauges != null) {
        gauges.standing = standing;
        gauges.limitUsd = limit.microsOf(purse.tenant()) / 1e6;
      }
      watch
          .look(limit, purse.tenant(), standing)
          .ifPresent(percent -> warn(limit, purse.tenant(), percent, standing));
    }
    keepOnly(purse.tenant(), inForce);
    return !all.isEmpty();
  }

  /** Shows no longer how a tenant stands. */
  void forget(String tenant) {
    keepOnly(tenant, Set.of());
  }

  private void keepOnly(String tenant, Set<Series> inForce) {
    watch.keepOnly(
        tenant, inForce.stream().map(Series::budget).collect(Collectors.toUnmodifiableSet()));
    shown
        .entrySet()
        .removeIf(
            entry -> {
              boolean isOver =
                  entry.getKey().tenant().equals(tenant) && !inForce.contains(entry.getKey());
              if (isOver) {
                entry.getValue().close();
              }
              return isOver;
            });
  }

  /** Says why a question was denied. */
  void exhausted(List<Limit> blocking, Account account) {
    for (Limit limit : blocking) {
      warnings.warn(
          "exhausted " + limit.name() + ' ' + account.tenant(),
          "Budget '{}' has not enough left of {} USD a {} for one more call about {}: the edge"
              + " answers, and what may wait is asked again later. 'vedette control budget set {}"
              + " --limit ...' raises it; calls of which nobody knows whether they were billed count"
              + " until 'vedette cost reconcile'.",
          limit.name(),
          limit.microsOf(account.tenant()) / 1e6,
          limit.period().spelt(),
          account.key(),
          limit.name());
    }
  }

  private void warn(Limit limit, String tenant, int percent, Sums standing) {
    passed
        .computeIfAbsent(
            new Mark(limit.name(), percent),
            mark ->
                group
                    .addGroup(MetricNames.BUDGET, mark.budget())
                    .addGroup(MetricNames.PERCENT, Integer.toString(mark.percent()))
                    .counter(MetricNames.BUDGET_WARNINGS))
        .inc();
    LOG.warn(
        "Budget '{}' of {}: {} % of {} USD a {} are spent ({} USD, and {} USD of calls of which"
            + " nobody knows whether they were billed){}.",
        limit.name(),
        tenant,
        percent,
        limit.microsOf(tenant) / 1e6,
        limit.period().spelt(),
        standing.spent() / 1e6,
        standing.unknown() / 1e6,
        limit.isHard() ? "" : "; it only warns");
  }

  private Shown register(Series series) {
    MetricGroup labels =
        group
            .addGroup(MetricNames.BUDGET, series.budget())
            .addGroup(MetricNames.TENANT, series.tenant())
            .addGroup(MetricNames.PROVIDER, series.provider())
            .addGroup(MetricNames.PERIOD, series.period());
    var gauges = new Shown(labels);
    labels.gauge(MetricNames.BUDGET_LIMIT_USD, () -> gauges.limitUsd);
    labels.gauge(MetricNames.BUDGET_SPENT_USD, () -> gauges.usd(gauges.standing.spent()));
    labels.gauge(MetricNames.BUDGET_UNKNOWN_USD, () -> gauges.usd(gauges.standing.unknown()));
    labels.gauge(MetricNames.BUDGET_RESERVED_USD, () -> gauges.usd(gauges.standing.reserved()));
    shown.put(series, gauges);
    return gauges;
  }
}
