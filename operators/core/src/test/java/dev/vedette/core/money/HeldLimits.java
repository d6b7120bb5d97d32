package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether limits hold, by the bills alone: of all that was granted up to some grant, and counted
 * when that was given, no more is ever billed than the limit allowed then.
 */
final class HeldLimits {
  private final ProviderBills bills;
  private final WallClock clock;
  private final Map<Limit, List<Look>> looks = new LinkedHashMap<>();

  /**
   * A grant under a limit.
   *
   * @param turn of the grant
   * @param start from when on money counted
   */
  private record Look(String tenant, long turn, Instant start) {}

  HeldLimits(ProviderBills bills, WallClock clock) {
    this.bills = bills;
    this.clock = clock;
  }

  /** Leave was given under a limit that might have denied it. */
  void granted(Limit limit, String tenant, long turn, Instant start) {
    looks.computeIfAbsent(limit, any -> new ArrayList<>()).add(new Look(tenant, turn, start));
  }

  /** At the latest grant under a limit, if all is billed that may be. */
  void assertHeldWith(long moreMicros, Limit limit) {
    List<Look> all = looks.getOrDefault(limit, List.of());
    assertHeld(limit, all.get(all.size() - 1), moreMicros);
  }

  /** At the latest grant under each. */
  void assertHeld() {
    looks.forEach((limit, all) -> assertHeld(limit, all.get(all.size() - 1), 0));
  }

  /** At every grant that there ever was. */
  void assertAlwaysHeld() {
    looks.forEach((limit, all) -> all.forEach(look -> assertHeld(limit, look, 0)));
  }

  private void assertHeld(Limit limit, Look look, long moreMicros) {
    long most = limit.microsOf(look.tenant()) - moreMicros;
    long billed =
        bills.under(limit, look.tenant()::equals, look.start(), Long.MIN_VALUE, look.turn());
    if (billed > most) {
      assertThat(billed).as("%s under %s", look, limit).isLessThanOrEqualTo(most);
    }
    // What others spend is by their own looks at the clock, and before by other shares.
    if (!limit.shares().isEmpty() && !clock.wasPutBack()) {
      long first = looks.getOrDefault(limit, List.of()).get(0).turn();
      long all = bills.under(limit, any -> true, look.start(), first, look.turn());
      if (all > limit.micros()) {
        assertThat(all)
            .as("all tenants by %s under %s", look, limit)
            .isLessThanOrEqualTo(limit.micros());
      }
    }
  }
}
