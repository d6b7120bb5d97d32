package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.budget.Limit;
import dev.vedette.core.budget.RoadPrice;
import dev.vedette.core.budget.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Whether what is held against limits is what was expected, no more and no less, and whether leave
 * was given and denied by it.
 */
final class SumChecks {
  private final SiteCounts counts;
  private final Random random;

  SumChecks(SiteCounts counts, Random random) {
    this.counts = counts;
    this.random = random;
  }

  /** Sums that are carried on, that are added up anew, and that are expected are the same. */
  void assertSums(MiniatureMoney money, List<Limit> limits, Instant now) {
    int again = limits.isEmpty() ? 0 : random.nextInt(limits.size());
    for (Limit limit : limits) {
      Sums carriedOn = money.books().within(limit.node(), limit.period(), now);
      if (again-- == 0) {
        assertSame(
            carriedOn, money.freshBooks().within(limit.node(), limit.period(), now), limit, now);
      }
      if (isRemembered(money, limit, now)) {
        counts.compared++;
        assertSame(carriedOn, expected(money, limit, now), limit, now);
      } else {
        counts.beyondMemory++;
      }
    }
  }

  private static void assertSame(Sums found, Sums wanted, Limit limit, Instant now) {
    if (!found.equals(wanted)) {
      assertThat(found).as("%s at %s", limit, now).isEqualTo(wanted);
    }
  }

  /** With a grant that was just given, everything is within a limit. */
  static void assertWithin(MiniatureMoney money, Limit limit, String tenant, Instant now) {
    Sums sums = expected(money, limit, now);
    if (sums.total() > limit.microsOf(tenant)) {
      assertThat(sums.total())
          .as("%s of %s under %s at %s", sums, tenant, limit, now)
          .isLessThanOrEqualTo(limit.microsOf(tenant));
    }
  }

  /** Whoever was denied leave could not have made one call on any road. */
  void assertThereIsNoRoom(
      MiniatureMoney money, List<Limit> limits, String tenant, List<RoadPrice> roads, Instant now) {
    if (limits.stream().allMatch(limit -> isRemembered(money, limit, now))) {
      assertThat(roads)
          .as("of %s under %s at %s", tenant, limits, now)
          .allMatch(
              road ->
                  limits.stream()
                      .filter(limit -> limit.counts(road.provider()))
                      .anyMatch(
                          limit ->
                              expected(money, limit, now).total() + road.micros()
                                  > limit.microsOf(tenant)));
    }
  }

  /** Whether nothing of the period was forgotten while the clock was wrong. */
  static boolean isRemembered(MiniatureMoney money, Limit limit, Instant now) {
    Instant start = WallCalendar.countsFrom(limit.period(), now);
    return money.expected().reachesBackTo(limit.period().grain(), start);
  }

  private static Sums expected(MiniatureMoney money, Limit limit, Instant now) {
    return money.expected().since(WallCalendar.countsFrom(limit.period(), now), limit.node());
  }
}
