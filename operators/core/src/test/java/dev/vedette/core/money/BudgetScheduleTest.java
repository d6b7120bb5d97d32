package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No limit is exceeded, however grants, calls, answers, kills, restores and the hands of the clock
 * follow each other, and nothing is held against one that does not count: the pure values run
 * against a simulated ledger, simulated providers with books of their own, and checkpoints to which
 * they are thrown back.
 */
class BudgetScheduleTest {
  private static final int STEPS = 120;
  private static final int SEEDS = 300;
  private static final int MOST_SEEDS = 5_000;

  @Property(tries = 10_000)
  void whatTheProviderBillsIsNeverMoreThanALimit(@ForAll long seed) {
    run(seed, Flaw.NONE);
  }

  /** What would a test be worth that nothing can fail? */
  @ParameterizedTest
  @EnumSource(value = Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void anyFlawOfASiteIsSeen(Flaw flaw) {
    assertThat(LongStream.range(0, MOST_SEEDS).anyMatch(seed -> isSeen(seed, flaw))).isTrue();
  }

  private static boolean isSeen(long seed, Flaw flaw) {
    try {
      run(seed, flaw);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  @Test
  void schedulesSpendMostOfWhatTheyMay() {
    var counts = new SiteCounts();
    for (long seed = 0; seed < SEEDS; seed++) {
      counts.add(run(seed, Flaw.NONE));
    }
    // None may be rare, or the schedules would show nothing.
    assertThat(List.of(counts.granted, counts.denied)).allMatch(count -> count > 1_000);
    assertThat(counts.compared).isGreaterThan(10 * counts.beyondMemory);
    assertThat(WallClock.LONGEST_JUMP).isGreaterThan(Duration.ofHours(1));
  }

  private static SiteCounts run(long seed, Flaw flaw) {
    var site = new BudgetSite(seed, flaw);
    for (int step = 0; step < STEPS; step++) {
      site.anyStep();
    }
    site.settleEverything();
    site.assertTheBooksAgree();
    return site.counts();
  }
}
