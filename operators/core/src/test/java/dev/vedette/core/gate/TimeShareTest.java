package dev.vedette.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeShareTest {
  private static final Duration BURST = Duration.ofNanos(1_000);

  @Test
  void theWholeTimeIsNeverRefused() {
    var all = new TimeShare(1, Duration.ZERO, 0);
    all.spend(1_000_000);
    assertThat(all.allows(0)).isTrue();
  }

  @Test
  void whatIsOverdrawnIsWorkedOff() {
    var half = new TimeShare(0.5, BURST, 0);
    assertThat(half.allows(0)).isTrue();
    half.spend(1_500);
    assertThat(half.allows(1_000)).isFalse();
    assertThat(half.allows(1_001)).isTrue();
  }

  @Test
  void restIsSavedUpToTheBurstOnly() {
    var half = new TimeShare(0.5, BURST, 0);
    assertThat(half.allows(1_000_000)).isTrue();
    half.spend(1_000);
    assertThat(half.allows(1_000_000)).isFalse();
  }

  @Test
  void aShareIsAboveNothing() {
    assertThatThrownBy(() -> new TimeShare(0, BURST, 0))
        .hasMessage("share is not above 0 and at most 1: 0.0");
  }

  /** Whatever is asked of it and however long it takes. */
  @Property
  void overTimeNoMoreThanTheShareIsSpent(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double part,
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 1, max = 500) Long> costs) {
    var share = new TimeShare(part, BURST, 0);
    long now = 0;
    long spent = 0;
    long longest = 0;
    for (long cost : costs) {
      if (share.allows(now)) {
        share.spend(cost);
        now += cost;
        spent += cost;
        longest = Math.max(longest, cost);
      } else {
        now += 100;
      }
    }
    assertThat((double) spent).isLessThanOrEqualTo(part * now + BURST.toNanos() + longest + 1);
  }
}
