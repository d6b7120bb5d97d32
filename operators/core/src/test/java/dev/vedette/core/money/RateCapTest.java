package dev.vedette.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateCapTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aBurstPassesAndThenOneCallAnInterval() {
    var cap = new RateCap(1, Duration.ofSeconds(1), 2);
    long first = cap.pass(0, 0).orElseThrow();
    long second = cap.pass(first, 0).orElseThrow();
    assertThat(cap.pass(second, SECOND - 1)).isEmpty();
    assertThat(cap.pass(second, SECOND)).isPresent();
  }

  @Test
  void whoGivesWayPassesOnlyIfSoManyOthersCouldAfterIt() {
    var cap = new RateCap(1, Duration.ofSeconds(1), 4);
    long first = cap.passLeaving(2, 0, 0).orElseThrow();
    long second = cap.passLeaving(2, first, 0).orElseThrow();
    assertThat(cap.passLeaving(2, second, 0)).isEmpty();
    long third = cap.pass(second, 0).orElseThrow();
    assertThat(cap.pass(third, 0)).isPresent();
    assertThat(cap.passLeaving(2, second, SECOND)).as("a second later").isPresent();
  }

  @Test
  void restIsNotSavedBeyondTheBurst() {
    var cap = new RateCap(1, Duration.ofSeconds(1), 2);
    long now = 1_000 * SECOND;
    long first = cap.pass(0, now).orElseThrow();
    long second = cap.pass(first, now).orElseThrow();
    assertThat(cap.pass(second, now)).isEmpty();
  }

  @Test
  void aPeriodThatTheCallsDoNotDivideIsNotRoundedInFavourOfMoreCalls() {
    var cap = new RateCap(2_000_000_000, Duration.ofSeconds(1), 1);
    long state = 0;
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      var next = cap.pass(state, 0);
      if (next.isPresent()) {
        state = next.getAsLong();
        passed++;
      }
    }
    assertThat(passed).isEqualTo(1);
  }

  @Property
  void neverMoreThanTheBurstAndTheRatePassInAnyWindow(
      @ForAll @IntRange(min = 1, max = 50) int calls,
      @ForAll @LongRange(min = 1, max = 10_000_000_000L) long intervalNanos,
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @Size(min = 1, max = 200)
          List<@LongRange(min = 0, max = 1_000_000_000L) Long> gapsNanos) {
    var cap = new RateCap(calls, Duration.ofNanos(intervalNanos * calls), burst);
    List<Long> passed = new ArrayList<>();
    long state = 0;
    long now = 0;
    for (long gap : gapsNanos) {
      now += gap;
      OptionalLong next = cap.pass(state, now);
      if (next.isPresent()) {
        assertThat(next.getAsLong()).isGreaterThan(state);
        state = next.getAsLong();
        passed.add(now);
      }
    }
    for (int from = 0; from < passed.size(); from++) {
      for (int to = from; to < passed.size(); to++) {
        long elapsed = passed.get(to) - passed.get(from);
        assertThat((long) to - from + 1).isLessThanOrEqualTo(burst + elapsed / intervalNanos);
      }
    }
  }

  @Property
  void whatMayPassNowMayPassLater(
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long state,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long now,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long later) {
    var cap = new RateCap(3, Duration.ofSeconds(6), burst);
    if (cap.pass(state, now).isPresent()) {
      assertThat(cap.pass(state, now + later)).isPresent();
    }
  }

  @Property
  void anIdleStateSaysNoMoreThanNone(
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long state,
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long since) {
    var cap = new RateCap(3, Duration.ofSeconds(6), burst);
    long now = state + since;
    assertThat(RateCap.isIdle(state, now)).isTrue();
    assertThat(cap.pass(state, now)).isEqualTo(cap.pass(now, now));
    assertThat(RateCap.isIdle(now + 1, now)).isFalse();
  }

  @Test
  void aCapThatLetsNothingPassIsRefused() {
    assertThatThrownBy(() -> new RateCap(0, Duration.ofSeconds(1), 1)).hasMessage("calls < 1: 0");
    assertThatThrownBy(() -> new RateCap(1, Duration.ZERO, 1)).hasMessage("period <= 0: PT0S");
    assertThatThrownBy(() -> new RateCap(1, Duration.ofSeconds(1), 0)).hasMessage("burst < 1: 0");
  }
}
