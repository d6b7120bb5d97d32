package dev.vedette.core.budget;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Says once when so many percent of a limit are spent; again only after the sum was well below
 * that, as when another period has begun.
 */
public final class BudgetWatch {
  /** By how many percent of the limit a sum falls below a mark before it counts as left behind. */
  private static final int WELL_BELOW = 5;

  private final Map<Watched, Integer> reached = new HashMap<>();

  private record Watched(String limit, String tenant) {}

  /**
   * The highest mark that has been passed since the last look, if any has. What is only reserved
   * does not count: most of it will be free again in a moment.
   *
   * @param standing what counts against the tenant's part of the limit
   */
  public OptionalInt look(Limit limit, String tenant, Sums standing) {
    var watched = new Watched(limit.name(), tenant);
    long spent = Math.addExact(standing.spent(), standing.unknown());
    int before = reached.getOrDefault(watched, 0);
    int now = highest(limit, tenant, spent, 0);
    if (now > before) {
      reached.put(watched, now);
      return OptionalInt.of(now);
    }
    int still = highest(limit, tenant, spent, WELL_BELOW);
    if (still < before) {
      reached.put(watched, still);
    }
    return OptionalInt.empty();
  }

  /** Forgets a tenant's limits but those that have one of these names. */
  public void keepOnly(String tenant, Set<String> limits) {
    reached
        .keySet()
        .removeIf(watched -> watched.tenant().equals(tenant) && !limits.contains(watched.limit()));
  }

  private static int highest(Limit limit, String tenant, long spent, int grace) {
    int highest = 0;
    for (int percent : limit.marks()) {
      // In floating point, because nothing is spent by it.
      if (spent >= limit.microsOf(tenant) * ((percent - grace) / 100.0)) {
        highest = percent;
      }
    }
    return highest;
  }
}
