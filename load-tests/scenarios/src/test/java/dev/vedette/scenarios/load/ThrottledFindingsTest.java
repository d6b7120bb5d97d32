package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThrottledFindingsTest {
  @Test
  void whatDriftsEvenlyIsNotTakenForTheThrottle() {
    List<Double> worse =
        ThrottledFindings.worse(List.of(100.0, 200.0, 300.0), List.of(150.0, 250.0));
    assertThat(worse).allSatisfy(one -> assertThat(one).isCloseTo(0, within(1e-9)));
  }

  @Test
  void whatIsAboveBothNeighboursIsWorseByItsShareOfTheirMean() {
    List<Double> worse = ThrottledFindings.worse(List.of(90.0, 110.0, 90.0), List.of(130.0, 110.0));
    assertThat(worse.get(0)).isCloseTo(10, within(1e-9));
    assertThat(worse.get(1)).isCloseTo(30, within(1e-9));
  }
}
