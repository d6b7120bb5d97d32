package dev.vedette.flink;

import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Reservation;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.money.Account;
import dev.vedette.core.money.Books;
import dev.vedette.core.money.Exposure;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.money.Purse;
import dev.vedette.flink.RunClock.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.jspecify.annotations.Nullable;

/** What the tenant at hand has spent, may yet by what was granted, and may still. */
final class TenantMoney {
  /** How often what counts in no period any more is looked for. */
  private static final Duration SWEEP = Duration.ofMinutes(15);

  /** How old what is shown of a limit may be while nothing happens. */
  private static final Duration LOOK = Duration.ofSeconds(15);

  /** How old it may be otherwise: adding up for each line what nobody sees would be in vain. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final KeyedBuckets buckets;
  private final KeyedExposures exposures;
  private final BudgetMetrics metrics;

  /** Of the tenants that this subtask has met; all they know is in the state as well. */
  private final Map<String, Books> books = new HashMap<>();

  /** When the next sweep is due. */
  private final Map<String, Instant> sweeps = new HashMap<>();

  /** When each tenant was shown last. */
  private final Map<String, Instant> shown = new HashMap<>();

  private final LedgerMemory memory;

  TenantMoney(RuntimeContext context, LedgerMemory memory) {
    this.memory = memory;
    buckets = new KeyedBuckets(context);
    exposures = new KeyedExposures(context, memory.life());
    metrics = new BudgetMetrics(context.getMetricGroup());
  }

  /** What the tenant may spend. */
  Purse purse(String tenant) {
    return new Purse(tenant, books.computeIfAbsent(tenant, any -> new Books(buckets)));
  }

  /**
   * The account in which the calls of an inference count: that under which it was asked first, even
   * if its device has been moved to another class since.
   */
  Account accountOf(String inferenceId, Account account) throws Exception {
    @Nullable Exposure known = exposures.of(inferenceId);
    return known == null ? account : known.account();
  }

  /** Whether calls may yet be made under an earlier grant. */
  boolean isUnderWay(String inferenceId) throws Exception {
    @Nullable Exposure known = exposures.of(inferenceId);
    return known != null && known.isOpen();
  }

  /** When another grant of an inference is given. */
  Instant grantTime(String inferenceId, Moment moment) throws Exception {
    @Nullable Exposure known = exposures.of(inferenceId);
    return known == null ? moment.now() : known.grantTime(moment.now());
  }

  /** Keeps money for the calls of a grant. Returns when {@link #forget} is due. */
  Instant keep(String inferenceId, Account account, Reservation reservation, Moment moment)
      throws Exception {
    @Nullable Exposure known = exposures.of(inferenceId);
    Exposure before = known == null ? Exposure.of(account) : known;
    return replace(inferenceId, before, before.with(reservation), false, moment);
  }

  /** Returns when {@link #forget} is due; null if the line changes nothing. */
  @Nullable Instant fold(LedgerLine line, Moment moment) throws Exception {
    @Nullable String inferenceId = line.inferenceId().orElse(null);
    if (inferenceId == null) {
      return null;
    }
    @Nullable Exposure before = exposures.of(inferenceId);
    LedgerCall call = line.call();
    if (before == null) {
      if (call == null) {
        return null; // the end of a grant for which nothing is kept here
      }
      before = Exposure.of(call.account());
    }
    // It says what it replaces: told twice, and forgotten in between, it would count twice.
    boolean isForgotten =
        line.entry() != LedgerLine.Entry.RECONCILED && memory.isForgotten(line, moment);
    return replace(inferenceId, before, before.with(line), isForgotten, moment);
  }

  private Instant replace(
      String inferenceId, Exposure before, Exposure after, boolean isForgotten, Moment moment)
      throws Exception {
    books
        .computeIfAbsent(after.account().root(), any -> new Books(buckets))
        .post(before, after, moment.now());
    return earlier(
        exposures.put(inferenceId, after, isForgotten, moment), moment.now().plus(SWEEP));
  }

  /** Drops what counts in no period any more. Returns when to look again; null if all is gone. */
  @Nullable Instant forget(String tenant, Moment moment) throws Exception {
    @Nullable Instant due = exposures.forget(moment);
    @Nullable Instant sweep = sweep(tenant, moment);
    return sweep == null ? due : earlier(due, sweep);
  }

  /**
   * At most every so often, since all of it is looked at. It drops what was over at the sweep
   * before as well: a clock that leaps ahead and comes back makes nothing forgotten.
   */
  private @Nullable Instant sweep(String tenant, Moment moment) throws Exception {
    @Nullable Instant next = sweeps.get(tenant);
    if (next != null && moment.now().isBefore(next)) {
      return next.isAfter(moment.now().plus(SWEEP)) ? moment.now().plus(SWEEP) : next;
    }
    Instant over = next == null ? Instant.EPOCH : next.minus(SWEEP);
    boolean isAnyOpen = exposures.sweep(over);
    if (!buckets.sweep(over) && !isAnyOpen) {
      sweeps.remove(tenant);
      books.remove(tenant);
      return null;
    }
    @Nullable Books sums = books.get(tenant);
    if (sums != null) {
      sums.forgetWindows(); // they may reach back to what has just been dropped
    }
    Instant after = moment.now().plus(SWEEP);
    sweeps.put(tenant, after);
    return after;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  /**
   * Shows how a tenant stands with its limits. Returns when to look again, since time alone changes
   * that; null if there is nothing to look at.
   */
  @Nullable Instant show(String tenant, Limits limits, Moment moment) {
    if (!books.containsKey(tenant)) {
      if (shown.remove(tenant) != null) {
        metrics.forget(tenant);
      }
      return null;
    }
    @Nullable Instant last = shown.get(tenant);
    if (last != null && !moment.now().isBefore(last) && moment.now().isBefore(last.plus(GLANCE))) {
      return last.plus(GLANCE);
    }
    shown.put(tenant, moment.now());
    return metrics.show(purse(tenant), limits, moment.now()) ? moment.now().plus(LOOK) : null;
  }

  /** Says why a question was denied. */
  void exhausted(Account account, List<RoadPrice> roads, Limits limits, Moment moment) {
    metrics.exhausted(
        purse(account.root()).blocking(account, roads, limits, moment.now()), account);
  }
}
