package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
  @Test
  void theFirstOnesDoNotCount() {
    Drift drift = Drift.of(List.of(1.0, 50.0, 100.0, 104.0, 99.0), 2);
    assertThat(drift.reference()).isEqualTo(100);
    assertThat(drift.lowest()).isEqualTo(99);
    assertThat(drift.highest()).isEqualTo(104);
    assertThat(drift.share()).isEqualTo(0.04);
    assertThat(drift.isWithin(0.05)).isTrue();
    assertThat(drift.isWithin(0.03)).isFalse();
  }

  @Test
  void aSteadyRiseHasItsSlope() {
    assertThat(Drift.of(List.of(10.0, 12.0, 14.0, 16.0), 0).slope()).isEqualTo(2, within(1e-9));
  }

  @Test
  void ofFewerThanAreSkippedTheLastOneCounts() {
    Drift drift = Drift.of(List.of(1.0, 2.0), 20);
    assertThat(drift).isEqualTo(new Drift(2, 2, 2, 0, 0));
  }

  @Test
  void nothingHasNoDrift() {
    assertThatThrownBy(() -> Drift.of(List.of(), 0)).hasMessage("no values");
  }
}
