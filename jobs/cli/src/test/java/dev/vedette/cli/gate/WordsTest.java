package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.core.learning.Comparison;
import dev.vedette.core.learning.Hits;
import dev.vedette.core.learning.Interval;
import dev.vedette.core.learning.Lesson;
import dev.vedette.core.learning.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Interval NONE = new Interval(0, 0);
  private static final Interval UP = new Interval(0.01, 0.02);
  private static final Interval DOWN = new Interval(-0.02, -0.01);

  private static String said(Interval gain, int righted, int wronged, Double penalty) {
    var measured = new Measured(0.9, new Interval(0.8, 1), new Hits(9, 1, 1, 9));
    double chance = righted == wronged ? 1 : 0.001;
    var comparison = new Comparison(measured, measured, gain.low(), gain, righted, wronged, chance);
    var head = new Head(new double[1], 0, 4, 1, 0, Thresholds.of(0.5));
    return Words.sentence(
        new Lesson(head, 0.5, penalty, comparison, new Hits(9, 1, 1, 9), List.of()));
  }

  @Test
  void betterIsSaidWithItsReason() {
    assertThat(said(UP, 0, 0, 0.1)).contains("is better", "it ranks better.");
    assertThat(said(UP, 20, 1, 0.1)).contains("ranks better, and it is right more often");
  }

  @Test
  void whereTheThresholdAloneMakesTheDifferenceThatIsSaid() {
    assertThat(said(NONE, 20, 1, 0.1)).contains("is better", "ranks no better", "threshold");
    assertThat(said(NONE, 20, 1, null)).contains("is better").doesNotContain("ranks no better");
  }

  @Test
  void worseIsSaidWithTheRemedy() {
    assertThat(said(DOWN, 1, 20, 0.1)).contains("WORSE", "Keep the head in service");
    assertThat(said(NONE, 1, 20, 0.1)).contains("WORSE", "wrong more often");
  }

  @Test
  void bothIsSaid() {
    assertThat(said(UP, 1, 20, 0.1)).contains("better in one way and worse in another");
  }

  @Test
  void noDifferenceIsNoReasonToChange() {
    assertThat(said(NONE, 3, 3, 0.1)).contains("do not show", "label more pictures");
  }
}
