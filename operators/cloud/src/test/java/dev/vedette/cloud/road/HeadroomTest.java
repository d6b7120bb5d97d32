package dev.vedette.cloud.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.protocol.Allowance.Of;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadroomTest {
  private static final long SECOND = 1_000_000_000L;

  private final Headroom headroom = new Headroom();

  @Test
  void whereNothingIsPublishedEverythingFits() {
    assertThat(headroom.holds(Long.MAX_VALUE, 0)).isTrue();
  }

  @Test
  void noMoreRequestsLeaveThanAreLeft() {
    headroom.read(List.of(new Allowance(Of.REQUESTS, 60, 2, Duration.ofSeconds(58))), 0);
    for (int call = 0; call < 2; call++) {
      assertThat(headroom.holds(1, 0)).isTrue();
      headroom.take(1, 0);
    }
    assertThat(headroom.holds(1, 0)).isFalse();
    assertThat(headroom.holds(1, SECOND)).as("one comes back each second").isTrue();
  }

  @Test
  void tokensAreCountedByWhatACallMayTake() {
    headroom.read(List.of(new Allowance(Of.TOKENS, 10_000, 3_000, Duration.ofSeconds(70))), 0);
    assertThat(headroom.holds(3_001, 0)).isFalse();
    assertThat(headroom.holds(3_000, 0)).isTrue();
    headroom.take(3_000, 0);
    assertThat(headroom.holds(1_000, 9 * SECOND)).isFalse();
    assertThat(headroom.holds(1_000, 10 * SECOND)).isTrue();
  }

  @Test
  void whatIsUnderWayWhenAReplyComesIsTakenOffWhatItSays() {
    headroom.take(100, 0);
    headroom.take(100, 0);
    headroom.read(List.of(new Allowance(Of.REQUESTS, 60, 1, Duration.ofSeconds(59))), 0);
    assertThat(headroom.holds(1, 0)).isFalse();
  }

  @Test
  void aCallThatNeverFitsLeavesWhenAllIsThere() {
    headroom.read(List.of(new Allowance(Of.TOKENS, 1_000, 500, Duration.ofSeconds(5))), 0);
    assertThat(headroom.holds(4_000, 4 * SECOND)).isFalse();
    assertThat(headroom.holds(4_000, 5 * SECOND)).isTrue();
  }

  @Test
  void aProviderThatCountsNothingUsedAndThenFallsSilentIsAskedAgain() {
    headroom.read(List.of(new Allowance(Of.REQUESTS, 2, 2, Duration.ofSeconds(1))), 0);
    headroom.take(1, 0);
    headroom.take(1, 0);
    assertThat(headroom.holds(1, 59 * SECOND)).isFalse();
    assertThat(headroom.holds(1, 61 * SECOND)).isTrue();
  }

  @Test
  void aCallThatWasNotMadeGivesBackWhatItTook() {
    headroom.read(List.of(new Allowance(Of.REQUESTS, 60, 1, Duration.ofSeconds(59))), 0);
    headroom.take(1, 0);
    assertThat(headroom.holds(1, 0)).isFalse();
    headroom.stayed(1, 0);
    assertThat(headroom.holds(1, 0)).isTrue();
  }

  @Test
  void withoutRepliesItIsNotClosedForGood() {
    headroom.read(List.of(new Allowance(Of.REQUESTS, 10, 0, Duration.ofSeconds(10))), 0);
    for (int second = 1; second < 100; second++) {
      assertThat(headroom.holds(1, second * SECOND)).isTrue();
      headroom.take(1, second * SECOND);
    }
  }

  @Test
  void aProviderThatSaysWhatIsLeftHasToRefuseNothing() {
    var provider = new AllowingProvider(10);
    Deque<long[]> replies = new ArrayDeque<>();
    for (long now = 0; now < 60 * SECOND; now += SECOND / 100) {
      while (!replies.isEmpty() && replies.peek()[0] <= now) {
        long room = replies.remove()[1];
        headroom.ended(1);
        Duration reset = Duration.ofNanos((10 - room) * SECOND / 10);
        headroom.read(List.of(new Allowance(Of.REQUESTS, 10, room, reset)), now);
      }
      if (headroom.holds(1, now) && (now > SECOND || now == 0)) {
        headroom.take(1, now);
        provider.takes(now);
        replies.add(new long[] {now + 300_000_000L, (long) provider.room()});
      }
    }
    assertThat(provider.refused).isZero();
    assertThat(provider.taken / 59.0).isGreaterThan(9.0);
  }
}
