package dev.vedette.core.budget;

import dev.vedette.core.budget.BudgetPeriod.Length;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Ordinary budgets. */
public final class Budgets {
  public static final BudgetPeriod DAY = new BudgetPeriod(Length.DAY, false, ZoneOffset.UTC);

  private Budgets() {}

  public static BudgetPeriod calendar(Length length, String zone) {
    return new BudgetPeriod(length, false, ZoneId.of(zone));
  }

  public static BudgetPeriod rolling(Length length) {
    return new BudgetPeriod(length, true, ZoneOffset.UTC);
  }

  /** Of all that a tenant spends in a day. */
  public static Limit limit(String name, long micros) {
    return limit(name, Node.ANY, Node.ANY, Node.ANY, micros);
  }

  /** Of all that a tenant spends in a period; it only shows. */
  public static Limit limit(String name, BudgetPeriod period) {
    return new Limit(
        name, Node.ANY, Node.ANY, Node.ANY, Node.ANY, period, 0, false, List.of(), Map.of());
  }

  public static Limit limit(
      String name, String deviceClass, String label, String provider, long micros) {
    return new Limit(
        name,
        Node.ANY,
        deviceClass,
        label,
        provider,
        DAY,
        micros,
        true,
        Limit.USUAL_WARNINGS,
        Map.of());
  }

  public static Limits limits(Limit... limits) {
    Limits all = Limits.NONE;
    for (Limit limit : limits) {
      all = all.with(limit);
    }
    return all;
  }

  /** Shared out of one sum. */
  public static Limit shared(long micros, Map<String, Integer> shares) {
    return new Limit(
        "all", Node.ANY, Node.ANY, Node.ANY, Node.ANY, DAY, micros, true, List.of(), shares);
  }

  /** Money that is kept nowhere else. */
  public static final class InMemory implements Buckets {
    private final Map<Bucket, Sums> kept = new HashMap<>();

    @Override
    public Sums at(Bucket bucket) {
      return kept.getOrDefault(bucket, Sums.ZERO);
    }

    @Override
    public void put(Bucket bucket, Sums sums) {
      kept.put(bucket, sums);
    }

    public void forget(Predicate<Bucket> which) {
      kept.keySet().removeIf(which);
    }

    @Override
    public void forEach(BiConsumer<Bucket, Sums> action) {
      kept.forEach(action);
    }
  }
}
