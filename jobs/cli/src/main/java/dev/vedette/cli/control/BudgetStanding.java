package dev.vedette.cli.control;

import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Node;
import dev.vedette.core.budget.Sums;
import dev.vedette.core.money.LedgerPurses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What counts against a tenant's part of a limit by the ledger.
 *
 * @param limitMicros what the tenant may spend in the period
 * @param unknownMicros the most that calls cost of which nobody knows whether they were billed
 */
record BudgetStanding(String tenant, long limitMicros, long spentMicros, long unknownMicros) {
  /** Of all tenants that a limit names, or against whom something counts; the fullest first. */
  static List<BudgetStanding> of(Limit limit, LedgerPurses purses, Instant now) {
    var tenants = new TreeSet<>(limit.shares().keySet());
    if (!limit.tenant().equals(Node.ANY)) {
      tenants.add(limit.tenant());
    }
    List<BudgetStanding> standings = new ArrayList<>();
    for (String tenant : tenants) {
      standings.add(of(limit, tenant, purses, now));
    }
    if (limit.tenant().equals(Node.ANY)) {
      for (String tenant : purses.tenants()) {
        BudgetStanding standing = of(limit, tenant, purses, now);
        if (!tenants.contains(tenant) && standing.countingMicros() != 0) {
          standings.add(standing);
        }
      }
    }
    standings.sort(
        Comparator.comparingDouble(BudgetStanding::percent)
            .reversed()
            .thenComparing(BudgetStanding::tenant));
    return standings;
  }

  private static BudgetStanding of(Limit limit, String tenant, LedgerPurses purses, Instant now) {
    Sums sums = purses.of(tenant).standing(limit, now);
    return new BudgetStanding(tenant, limit.microsOf(tenant), sums.spent(), sums.unknown());
  }

  private long countingMicros() {
    return Math.addExact(spentMicros, unknownMicros);
  }

  /** Nothing where the limit was lowered below what was spent. */
  long leftMicros() {
    return Math.max(0, Math.subtractExact(limitMicros, countingMicros()));
  }

  /** How much of the limit is used, in percent; a limit of nothing is used up. */
  double percent() {
    return limitMicros == 0 ? 100 : 100.0 * countingMicros() / limitMicros;
  }
}
