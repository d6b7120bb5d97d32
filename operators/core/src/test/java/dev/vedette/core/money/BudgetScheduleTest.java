package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * No limit is exceeded, however grants, calls, answers, kills and restores follow each other: the
 * pure values run against a simulated ledger, a simulated provider with books of its own, and
 * checkpoints to which they are thrown back.
 */
class BudgetScheduleTest {
  private static final int STEPS = 120;

  @Property(tries = 10_000)
  void whatTheProviderBillsIsNeverMoreThanALimit(@ForAll long seed) {
    var site = new BudgetSite(new Random(seed));
    for (int step = 0; step < STEPS; step++) {
      site.anyStep();
      site.assertNothingIsOverspent();
    }
    site.settleEverything();
    site.assertTheBooksAgree();
  }

  /** What would a test be worth that nothing can fail? */
  @Test
  void withoutReservationsTheSameSchedulesOverspend() {
    int overspent = 0;
    for (long seed = 0; seed < 200; seed++) {
      var site = new BudgetSite(new Random(seed)).withoutReservations();
      for (int step = 0; step < STEPS; step++) {
        site.anyStep();
        overspent += site.overspent().isEmpty() ? 0 : 1;
      }
    }
    assertThat(overspent).isPositive();
  }

  @Test
  void schedulesSpendMostOfWhatTheyMay() {
    long granted = 0;
    long denied = 0;
    for (long seed = 0; seed < 200; seed++) {
      var site = new BudgetSite(new Random(seed));
      for (int step = 0; step < STEPS; step++) {
        site.anyStep();
      }
      granted += site.granted();
      denied += site.denied();
    }
    // Neither may be rare, or the schedules would show nothing.
    assertThat(List.of(granted, denied)).allMatch(count -> count > 1_000);
    assertThat(BudgetSite.LONGEST_JUMP).isGreaterThan(Duration.ofHours(1));
  }
}
