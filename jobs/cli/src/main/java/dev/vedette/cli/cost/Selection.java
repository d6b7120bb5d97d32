package dev.vedette.cli.cost;

import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BookedCall;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a ledger is looked at.
 *
 * @param tenants all of them if there is none
 * @param since null for the ledger's beginning
 * @param until which is not part of it any more; null for its end
 */
record Selection(Set<String> tenants, @Nullable Instant since, @Nullable Instant until) {
  Selection {
    tenants = Set.copyOf(tenants);
    if (since != null && until != null && !since.isBefore(until)) {
      throw new IllegalArgumentException(
          "--since is not before --until: %s, %s".formatted(since, until));
    }
  }

  boolean has(BookedCall call) {
    return has(call.call().tenant(), call.countsAt());
  }

  /** A minute counts as a whole where it begins. */
  boolean has(AvoidedCost cost) {
    return has(cost.tenant(), cost.beganAt());
  }

  private boolean has(String tenant, Instant at) {
    return (tenants.isEmpty() || tenants.contains(tenant))
        && (since == null || !at.isBefore(since))
        && (until == null || at.isBefore(until));
  }
}
