package dev.vedette.core.money;

import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.Limits;
import dev.vedette.core.budget.Node;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws orders: limits that are new, raised, lowered, shared out otherwise, or taken back. */
final class LimitOrders {
  static final List<String> TENANTS = List.of("acme", "byte", "city");

  private static final int MOST = 4;

  private final Random random;
  private final Flaw flaw;
  private Limits limits = Limits.NONE;

  LimitOrders(Random random, Flaw flaw) {
    this.random = random;
    this.flaw = flaw;
  }

  Limits inForce() {
    return limits;
  }

  /** As whoever gives leave understands them. */
  Limits understood() {
    if (flaw != Flaw.SHARES_NOTHING_OUT) {
      return limits;
    }
    Limits whole = Limits.NONE;
    for (Limit limit : limits.all()) {
      whole = whole.with(with(limit, limit.micros(), Map.of()));
    }
    return whole;
  }

  void next() {
    String name = "l-" + random.nextInt(MOST);
    Limit known = limits.byName().get(name);
    int kind = random.nextInt(4);
    if (known == null || kind == 0) {
      limits = limits.with(any(name));
    } else if (kind == 1) {
      limits = limits.without(name);
    } else {
      limits = limits.with(with(known, amount(known.shares()), known.shares()));
    }
  }

  private Limit any(String name) {
    var lengths = BudgetPeriod.Length.values();
    var period =
        new BudgetPeriod(
            lengths[random.nextInt(lengths.length)],
            random.nextBoolean(),
            WallCalendar.ZONES.get(random.nextInt(WallCalendar.ZONES.size())));
    int whose = random.nextInt(4);
    Map<String, Integer> shares =
        whose > 1 ? Map.of() : Map.of("acme", random.nextInt(60), "byte", random.nextInt(41));
    String deviceClass = random.nextBoolean() ? Node.ANY : "door";
    String label = deviceClass.equals(Node.ANY) || random.nextBoolean() ? Node.ANY : "face";
    return new Limit(
        name,
        whose == 2 ? TENANTS.get(random.nextInt(TENANTS.size())) : Node.ANY,
        deviceClass,
        label,
        random.nextInt(3) == 0 ? "cheap" : Node.ANY,
        period,
        amount(shares),
        random.nextInt(8) > 0,
        List.of(),
        shares);
  }

  private long amount(Map<String, Integer> shares) {
    return 300 + random.nextInt(shares.isEmpty() ? 2_000 : 6_000);
  }

  private static Limit with(Limit limit, long micros, Map<String, Integer> shares) {
    return new Limit(
        limit.name(),
        limit.tenant(),
        limit.deviceClass(),
        limit.label(),
        limit.provider(),
        limit.period(),
        micros,
        limit.isHard(),
        limit.warnings(),
        shares);
  }
}
