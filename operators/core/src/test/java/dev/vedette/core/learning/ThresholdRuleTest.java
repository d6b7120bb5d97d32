package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.learning.ThresholdRule.GreatestF1;
import dev.vedette.core.learning.ThresholdRule.MostFalsePositives;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {
  private static final boolean[] TWO_OF_FIVE = {true, true, false, false, false};

  @Property
  void theLimitIsKeptAndNoLowerThresholdKeepsIt(
      @ForAll long seed, @ForAll @DoubleRange(max = 0.9) double limit) throws Exception {
    Random random = new Random(seed);
    double[] scores = random.doubles(60, 0, 1).map(s -> Math.round(s * 30) / 31.0).toArray();
    boolean[] positive = new boolean[60];
    for (int i = 0; i < 60; i++) {
      positive[i] = i % 3 == 0;
    }

    double threshold = new MostFalsePositives(limit).choose(scores, positive);

    assertThat(falseAlarms(threshold, scores, positive)).isLessThanOrEqualTo(limit * 40 + 1e-9);
    if (threshold > 0) {
      assertThat(falseAlarms(threshold - 1.0 / ThresholdRule.STEPS, scores, positive))
          .isGreaterThan(limit * 40 - 1e-9);
    }
  }

  private static double falseAlarms(double threshold, double[] scores, boolean[] positive) {
    return Hits.of(Decisions.at(threshold, scores).positive(), positive).falseAlarms();
  }

  @Test
  void aScoreThatStandsExactlyOnAStepReachesIt() throws Exception {
    for (int step = 1; step < ThresholdRule.STEPS; step++) {
      double score = (double) step / ThresholdRule.STEPS;
      double[] scores = {1, 1, score, 0, 0};

      assertThat(new MostFalsePositives(0.4).choose(scores, TWO_OF_FIVE))
          .isEqualTo(score == 0 ? 0 : 1.0 / ThresholdRule.STEPS);
      assertThat(new MostFalsePositives(0).choose(scores, TWO_OF_FIVE))
          .isEqualTo((step + 1.0) / ThresholdRule.STEPS);
    }
  }

  @Test
  void aNegativeEventThatScoresOneLeavesNoThreshold() {
    assertThatThrownBy(
            () -> new MostFalsePositives(0.1).choose(new double[] {1, 1, 1, 0, 0}, TWO_OF_FIVE))
        .isInstanceOf(UnfitEventsException.class)
        .hasMessageContaining("1 of 3 negative events score 1")
        .hasMessageContaining("labels may be wrong");
  }

  @Test
  void theGreatestF1LiesInTheMiddleOfTheGap() {
    assertThat(new GreatestF1().choose(new double[] {0.9, 0.8, 0.4, 0.2, 0.1}, TWO_OF_FIVE))
        .isEqualTo(0.6001);
  }

  @Test
  void theGreatestF1WeighsMissesAgainstFalseAlarms() {
    // At 0.3 both are found with one false alarm (F1 0.8); at 0.9 one is found alone (F1 0.67).
    double threshold = new GreatestF1().choose(new double[] {0.9, 0.3, 0.5, 0.2, 0.1}, TWO_OF_FIVE);

    assertThat(threshold).isBetween(0.2, 0.3);
  }

  @Test
  void aLimitThatLetsAllThroughIsNone() {
    assertThatThrownBy(() -> new MostFalsePositives(1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> new MostFalsePositives(-0.1)).hasMessageContaining("-0.1");
  }
}
