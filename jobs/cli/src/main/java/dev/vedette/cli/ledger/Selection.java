package dev.vedette.cli.ledger;

import dev.vedette.core.money.AvoidedCost;
import dev.vedette.core.money.BookedCall;
import dev.vedette.core.money.LedgerCall;
import dev.vedette.core.money.LedgerLine;
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
public record Selection(Set<String> tenants, @Nullable Instant since, @Nullable Instant until) {
  /** The whole ledger. */
  public static final Selection ALL = new Selection(Set.of(), null, null);

  public Selection {
    tenants = Set.copyOf(tenants);
    if (since != null && until != null && !since.isBefore(until)) {
      throw new IllegalArgumentException(
          "--since is not before --until: %s, %s".formatted(since, until));
    }
  }

  /** A call counts when it was granted, as in a budget. */
  public boolean has(BookedCall call) {
    return has(call.call().tenant(), call.countsAt());
  }

  /** A minute counts as a whole where it begins. */
  public boolean has(AvoidedCost cost) {
    return has(cost.tenant(), cost.beganAt());
  }

  /**
   * Whether a line counts: by its call's grant, or by its own time where older lines do not say
   * that. What is about neither a call nor avoided cost does not.
   */
  public boolean has(LedgerLine line) {
    return has(line, line.at());
  }

  /** Whether a line may be about a call that counts, which may take all of its lines to tell. */
  boolean mayHave(LedgerLine line) {
    return line.repeats() != null || has(line, null);
  }

  private boolean has(LedgerLine line, @Nullable Instant ungrantedAt) {
    LedgerCall call = line.call();
    if (call != null) {
      return has(
          call.tenant(), call.grantedAt().equals(Instant.EPOCH) ? ungrantedAt : call.grantedAt());
    }
    AvoidedCost cost = line.avoided();
    return cost != null && has(cost);
  }

  private boolean has(String tenant, @Nullable Instant at) {
    return (tenants.isEmpty() || tenants.contains(tenant))
        && (at == null || since == null || !at.isBefore(since))
        && (at == null || until == null || at.isBefore(until));
  }
}
