package dev.vedette.core.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final RetryPolicy POLICY =
      new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(1), LONG);
  private static final BrainException HOPELESS =
      new BrainException(Reason.ERROR, Billing.NOT_BILLED, 0, "no", null);

  @Test
  void theBoundDoublesUpToTheLongest() {
    BrainException silence = HOPELESS.thatPassesAfter(Duration.ZERO);
    assertThat(POLICY.waitAfter(1, silence, LONG, 1)).contains(Duration.ofMillis(200));
    assertThat(POLICY.waitAfter(2, silence, LONG, 1)).contains(Duration.ofMillis(400));
    assertThat(POLICY.waitAfter(4, silence, LONG, 1)).contains(Duration.ofSeconds(1));
    assertThat(POLICY.waitAfter(4, silence, LONG, 0)).contains(Duration.ZERO);
    assertThat(POLICY.waitAfter(5, silence, LONG, 1)).isEmpty();
  }

  @Property
  void aWaitIsNeverShorterThanWantedNorLongerThanThereIsTime(
      @ForAll @IntRange(min = 1, max = 9) int calls,
      @ForAll @IntRange(max = 20_000) int wantedMillis,
      @ForAll @IntRange(max = 20_000) int leftMillis,
      @ForAll @DoubleRange(min = 0, max = 1) double chance) {
    Duration wanted = Duration.ofMillis(wantedMillis);
    Duration left = Duration.ofMillis(leftMillis);
    POLICY
        .waitAfter(calls, HOPELESS.thatPassesAfter(wanted), left, chance)
        .ifPresent(
            wait -> {
              assertThat(wait).isGreaterThanOrEqualTo(wanted);
              assertThat(left.minus(wait)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
              assertThat(wait.minus(wanted)).isLessThanOrEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void whatCannotHelpIsNeverTried() {
    assertThat(POLICY.waitAfter(1, HOPELESS, LONG, 0)).isEmpty();
    assertThat(RetryPolicy.once().waitAfter(1, HOPELESS.thatPassesAfter(Duration.ZERO), LONG, 0))
        .isEmpty();
  }

  @Test
  void policiesThatCannotBeMeantAreRefused() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, LONG))
        .hasMessage("mostCalls < 1: 0");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1), LONG))
        .hasMessage("firstWait is not between 0 and longestWait: PT2S, PT1S");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ofDays(100_000), LONG))
        .hasMessage("longestWait > 1 day: PT2400000H");
    assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .hasMessage("patience <= 0: PT0S");
  }
}
