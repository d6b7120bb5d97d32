package dev.vedette.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadTest {
  private static final Thresholds HALF = Thresholds.of(0.5);

  @Test
  void theScoreIsTheLogisticOfFeaturesAndPrior() {
    var head = new Head(new double[] {2, -1}, 0.5, 4, 2, 1, HALF);

    double score = head.score(new float[] {9, 9, 1, 3}, 2, 1.25f);

    double logit = (2 * 1 - 1 * 3 + 0.5) + 2 * (1.25 - 1);
    assertThat(score).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-12));
  }

  @Test
  void theFeaturesCannotOutvoteThePriorByMoreThanTheClip() {
    var head = new Head(new double[] {100}, 0, 4, 1, 0, HALF);

    assertThat(head.score(new float[] {1000}, 0, -4)).isCloseTo(0.5, within(1e-12));
    assertThat(head.score(new float[] {-1000}, 0, 4)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void itKeepsItsWeightsWhateverBecomesOfTheCallersArray() {
    double[] weights = {1};
    var head = new Head(weights, 0, 4, 1, 0, HALF);
    weights[0] = 7;
    head.weights()[0] = 8;

    assertThat(head.weights()).containsExactly(1);
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    assertThatThrownBy(() -> new Head(new double[] {1, Double.NaN}, 0, 4, 1, 0, HALF))
        .hasMessage("weight 1 is not finite: NaN");
    assertThatThrownBy(() -> new Head(new double[] {1e300}, 0, 4, 1, 0, HALF))
        .hasMessage("weight 0 is beyond 1.0E9: 1.0E300");
    assertThatThrownBy(() -> new Head(new double[0], 0, 4, 1, 0, HALF))
        .hasMessage("a head without weights");
    assertThatThrownBy(() -> new Head(new double[] {1}, 0, 0, 1, 0, HALF))
        .hasMessage("clip is not above 0: 0.0");
  }

  @Test
  void aClassWithoutAThresholdOfItsOwnHasTheUsualOne() {
    var thresholds = new Thresholds(0.5, Map.of("door", 0.25));

    assertThat(thresholds.of("door")).isEqualTo(0.25);
    assertThat(thresholds.of("yard")).isEqualTo(0.5);
  }

  @Test
  void aThresholdIsAShare() {
    assertThatThrownBy(() -> new Thresholds(0.5, Map.of("door", 1.5)))
        .hasMessage("threshold of door is not in 0..1: 1.5");
    assertThatThrownBy(() -> Thresholds.of(Double.NaN))
        .hasMessage("threshold of default is not in 0..1: NaN");
  }
}
