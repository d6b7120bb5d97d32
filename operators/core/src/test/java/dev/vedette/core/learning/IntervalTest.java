package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntervalTest {
  @Property
  void theShareItselfIsInside(
      @ForAll @IntRange(min = 1, max = 500) int trials, @ForAll @IntRange(max = 500) int some) {
    int hits = Math.min(some, trials);

    Interval interval = Interval.ofShare(hits, trials);

    assertThat((double) hits / trials).isBetween(interval.low(), interval.high());
    assertThat(interval.low()).isNotNegative();
    assertThat(interval.high()).isLessThanOrEqualTo(1);
  }

  /** The worked example of R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @Test
  void itIsWilsonsInterval() {
    Interval interval = Interval.ofShare(81, 263);

    assertThat(interval.low()).isEqualTo(0.2553, within(5e-5));
    assertThat(interval.high()).isEqualTo(0.3662, within(5e-5));
  }

  @Test
  void noneOfNoneCanBeAnything() {
    assertThat(Interval.ofShare(0, 0)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void theChanceOfAnUnevenPairIsThatOfTheBinomialDistribution() {
    assertThat(SignTest.chance(0, 0)).isOne();
    assertThat(SignTest.chance(5, 5)).isOne();
    assertThat(SignTest.chance(6, 0)).isEqualTo(2 / 64.0, within(1e-12));
    assertThat(SignTest.chance(1, 7)).isEqualTo(2 * 9 / 256.0, within(1e-12));
    assertThat(SignTest.chance(3000, 3200)).isBetween(0.010, 0.012);
  }
}
