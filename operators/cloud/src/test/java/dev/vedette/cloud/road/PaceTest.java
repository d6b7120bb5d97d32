package dev.vedette.cloud.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.road.Pace.Departure;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** A refusal on its way back. */
  private record Refusal(Departure call, long arrives) {}

  /** What a provider has seen. */
  private record Seen(long taken, long refused) {}

  @Test
  void beforeAnythingIsRefusedThereIsNoLimit() {
    var pace = new Pace(0);
    for (int call = 0; call < 10_000; call++) {
      assertThat(pace.open(7, false)).isTrue();
      pace.leave(7);
    }
    assertThat(pace.perSecond(7)).isInfinite();
  }

  @Test
  void nobodyLeavesWhileTheProviderWantsToBeLeftAlone() {
    var pace = new Pace(0);
    pace.refused(pace.leave(0), Duration.ofSeconds(3), 10);
    assertThat(pace.open(3 * SECOND, false)).isFalse();
    assertThat(pace.open(3 * SECOND + 10, false)).isTrue();
  }

  @Test
  void whoGivesWayLeavesHalfOfTheBurstToOthers() {
    var pace = new Pace(0);
    leaveFor(pace, 0, 20, 10);
    pace.refused(pace.leave(2 * SECOND), Duration.ZERO, 2 * SECOND);
    long rested = 4 * SECOND;
    int room = (int) pace.roomToGiveWay(rested);
    int giving = 0;
    while (pace.open(rested, true)) {
      pace.leave(rested);
      giving++;
    }
    assertThat(giving).isEqualTo(room).isPositive();
    assertThat(pace.roomToGiveWay(rested)).isZero();
    int others = 0;
    while (pace.open(rested, false)) {
      pace.leave(rested);
      others++;
    }
    assertThat(others).isBetween(giving - 2, giving + 2);
  }

  @Test
  void betweenTwoRefusalsTheRateIsWhatWasTaken() {
    var pace = new Pace(0);
    leaveFor(pace, 0, 20, 10);
    pace.refused(pace.leave(2 * SECOND), Duration.ZERO, 2 * SECOND);
    int taken = 0;
    for (long now = 2 * SECOND; now < 8 * SECOND; now += SECOND / 1_000) {
      if (pace.open(now, false)) {
        pace.leave(now);
        taken++;
      }
    }
    pace.refused(pace.leave(8 * SECOND), Duration.ZERO, 8 * SECOND);
    assertThat(pace.perSecond(8 * SECOND)).isBetween(taken / 6.0 * 0.94, taken / 6.0 * 0.96);
  }

  @Test
  void refusalsOfOneBurstAreOneStepBack() {
    var pace = new Pace(0);
    Departure[] burst = new Departure[20];
    for (int call = 0; call < burst.length; call++) {
      burst[call] = pace.leave(call);
    }
    pace.refused(burst[10], Duration.ZERO, SECOND);
    double after = pace.perSecond(SECOND);
    for (int call = 11; call < burst.length; call++) {
      pace.refused(burst[call], Duration.ZERO, SECOND + call);
    }
    assertThat(pace.perSecond(SECOND + 20)).isGreaterThanOrEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 3_600})
  void oneRefusalOnAQuietRoadCostsItsWaitAndNoMore(int waitSeconds) {
    var pace = new Pace(0);
    pace.refused(pace.leave(0), Duration.ofSeconds(waitSeconds), 10);
    long wait = waitSeconds * SECOND;
    assertThat(pace.open(wait, false)).isFalse();
    assertThat(leaving(pace, 10, wait + 120 * SECOND)).isEqualTo(10);
    assertThat(leaving(pace, 10, wait + 3_600 * SECOND)).as("an hour later").isEqualTo(10);
  }

  @Test
  void refusalsNowAndThenOnAQuietRoadCostTheirWaitsAndNoMore() {
    var pace = new Pace(0);
    for (long minute = 0; minute < 600; minute += 10) {
      long now = minute * 60 * SECOND;
      assertThat(leaving(pace, 2, now)).isEqualTo(2);
      pace.refused(pace.leave(now), Duration.ofSeconds(60), now);
    }
    assertThat(leaving(pace, 10, 600 * 60 * SECOND)).isEqualTo(10);
  }

  @Test
  void aRateGuessedFromABurstIsNoLimitToABurstAnHourLater() {
    var pace = new Pace(0);
    leaveFor(pace, 0, 10, 10);
    pace.refused(pace.leave(SECOND), Duration.ofSeconds(60), SECOND);
    assertThat(pace.perSecond(61 * SECOND)).as("the pause raises nothing").isLessThan(11);
    assertThat(leaving(pace, 100, 3_600 * SECOND)).isEqualTo(100);
  }

  @Test
  void aRateThatWasShownByManyCallsIsNotRaisedByAnIdleHour() {
    var pace = new Pace(0);
    run(new AllowingProvider(10), pace, 100, 800, 0, 60);
    double before = pace.perSecond(60 * SECOND);
    long hourLater = 3_600 * SECOND;
    assertThat(pace.perSecond(hourLater)).isBetween(before, before * 1.01);
    leaveFor(pace, hourLater, 20, 10);
    pace.refused(pace.leave(hourLater + 2 * SECOND), Duration.ZERO, hourLater + 2 * SECOND);
    assertThat(pace.perSecond(hourLater + 2 * SECOND)).isGreaterThan(before * 0.7);
  }

  @Test
  void aLimitByTheMinuteIsFoundOnARoadThatIsInUse() {
    var provider = new AllowingProvider(1 / 6.0, 10);
    var pace = new Pace(0);
    Seen early = run(provider, pace, 1, 800, 0, 600, Duration.ofSeconds(6));
    Seen all = run(provider, pace, 1, 800, 600, 3_600, Duration.ofSeconds(6));
    assertThat((all.taken - early.taken) / 3_000.0).isGreaterThan(0.9 / 6);
    assertThat(all.refused - early.refused).isLessThan((all.taken - early.taken) / 8);
  }

  @Test
  void tenASecondWhereAHundredAreWantedLoseNextToNothing() {
    var provider = new AllowingProvider(10);
    var pace = new Pace(0);
    Seen before = run(provider, pace, 100, 800, 0, 5);
    for (int minute = 0; minute < 5; minute++) {
      int from = 5 + 60 * minute;
      Seen after = run(provider, pace, 100, 800, from, from + 60);
      long taken = after.taken - before.taken;
      long refused = after.refused - before.refused;
      assertThat(refused / (double) (taken + refused)).isLessThanOrEqualTo(0.01);
      assertThat(taken / 60.0).isGreaterThanOrEqualTo(9.5);
      before = after;
    }
  }

  /** Any limit and latency; the first minute is for finding out. */
  @Property(tries = 50)
  void anyLimitIsFoundAndKept(
      @ForAll @DoubleRange(min = 2, max = 200) double limit,
      @ForAll @IntRange(min = 20, max = 2_000) int latencyMillis) {
    var provider = new AllowingProvider(limit);
    var pace = new Pace(0);
    double wanted = limit * 5;
    Seen early = run(provider, pace, wanted, latencyMillis, 0, 60);
    Seen all = run(provider, pace, wanted, latencyMillis, 60, 660);
    long taken = all.taken - early.taken;
    long refused = all.refused - early.refused;
    assertThat(taken / (limit * 600)).as("goodput").isGreaterThan(0.95);
    // What leaves too fast in the time that a refusal takes is refused too.
    assertThat(refused / (double) (taken + refused)).as("refused").isLessThan(0.02);
  }

  @Test
  void aLimitThatIsRaisedIsFoundWithinMinutes() {
    var pace = new Pace(0);
    run(new AllowingProvider(10), pace, 500, 300, 0, 60);
    assertThat(pace.perSecond(60 * SECOND)).isLessThan(20);
    var raised = new AllowingProvider(100);
    run(raised, pace, 500, 300, 60, 240);
    Seen before = new Seen(raised.taken, raised.refused);
    Seen after = run(raised, pace, 500, 300, 240, 300);
    assertThat((after.taken - before.taken) / 60.0).isGreaterThan(80);
  }

  /** How many of some that are wanted at once may leave. */
  private static int leaving(Pace pace, int wanted, long now) {
    int left = 0;
    while (left < wanted && pace.open(now, false)) {
      pace.leave(now);
      left++;
    }
    return left;
  }

  private static void leaveFor(Pace pace, long from, int calls, int perSecond) {
    for (int call = 0; call < calls; call++) {
      pace.leave(from + call * SECOND / perSecond);
    }
  }

  /** Calls as they are wanted, evenly; a refusal comes back after a twentieth of the latency. */
  private static Seen run(
      AllowingProvider provider,
      Pace pace,
      double wantedPerSecond,
      int latencyMillis,
      int fromSecond,
      int toSecond) {
    return run(provider, pace, wantedPerSecond, latencyMillis, fromSecond, toSecond, RETRY_AFTER);
  }

  private static Seen run(
      AllowingProvider provider,
      Pace pace,
      double wantedPerSecond,
      int latencyMillis,
      int fromSecond,
      int toSecond,
      Duration retryAfter) {
    var refusals = new PriorityQueue<Refusal>(Comparator.comparingLong(Refusal::arrives));
    long step = (long) (SECOND / wantedPerSecond);
    for (long now = fromSecond * SECOND; now < toSecond * SECOND; now += step) {
      while (!refusals.isEmpty() && refusals.peek().arrives() <= now) {
        Refusal refusal = refusals.remove();
        pace.refused(refusal.call(), retryAfter, refusal.arrives());
      }
      if (pace.open(now, false)) {
        Departure call = pace.leave(now);
        if (!provider.takes(now)) {
          refusals.add(new Refusal(call, now + latencyMillis * 50_000L));
        }
      }
    }
    return new Seen(provider.taken, provider.refused);
  }
}
