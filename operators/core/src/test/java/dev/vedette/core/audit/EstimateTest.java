package dev.vedette.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {
  /** From R's binom.test. */
  @Test
  void theIntervalIsTheOneOfClopperAndPearson() {
    Estimate seven = Estimate.ofShare(7, 20, 0.05);
    assertThat(seven.value()).isEqualTo(0.35);
    assertThat(seven.low()).isCloseTo(0.1539092, within(1e-6));
    assertThat(seven.high()).isCloseTo(0.5921885, within(1e-6));
  }

  /** Where nothing was seen the bound has a closed form. */
  @Test
  void noHitInManyTrialsStillLeavesRoomForSome() {
    Estimate none = Estimate.ofShare(0, 2_000, 0.05);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(1 - Math.pow(0.025, 1 / 2_000.0), within(1e-9));
    Estimate all = Estimate.ofShare(2_000, 2_000, 0.05);
    assertThat(all.low()).isCloseTo(Math.pow(0.025, 1 / 2_000.0), within(1e-9));
    assertThat(all.high()).isEqualTo(1);
  }

  @Test
  void withoutATrialAnythingMayBe() {
    assertThat(Estimate.ofShare(0, 0, 0.05)).isEqualTo(Estimate.UNKNOWN);
    assertThat(Estimate.UNKNOWN.isKnown()).isFalse();
    assertThat(Estimate.UNKNOWN.holds(0.5)).isTrue();
  }

  @Test
  void aValueOutsideOfItsIntervalIsRefused() {
    assertThatThrownBy(() -> new Estimate(0.5, 0.6, 0.7)).hasMessage("0.5 is not in 0.6..0.7");
  }

  @Test
  void aSampleOfMillionsIsNoMatter() {
    Estimate many = Estimate.ofShare(30_000, 10_000_000, 0.05);
    assertThat(many.low()).isBetween(0.00296, 0.00297);
    assertThat(many.high()).isBetween(0.00303, 0.00304);
  }
}
