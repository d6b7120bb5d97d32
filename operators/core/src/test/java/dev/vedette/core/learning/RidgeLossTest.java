package dev.vedette.core.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RidgeLossTest {
  private static final int WIDTH = 4;

  private static RidgeLoss any(Random random) {
    int size = 3 + random.nextInt(20);
    double[][] rows = new double[size][WIDTH];
    double[] offsets = new double[size];
    double[] truth = new double[size];
    double[] shares = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < WIDTH; j++) {
        rows[i][j] = j == WIDTH - 1 ? 1 : random.nextGaussian();
      }
      offsets[i] = 5 * random.nextGaussian();
      truth[i] = random.nextInt(2);
      shares[i] = 1.0 / size;
    }
    return new RidgeLoss(rows, offsets, truth, shares, Math.exp(random.nextGaussian()));
  }

  private static double[] anyWeights(Random random) {
    return random.doubles(WIDTH, -3, 3).toArray();
  }

  @Property
  void theGradientIsTheSlopeOfTheLoss(@ForAll long seed) {
    Random random = new Random(seed);
    RidgeLoss loss = any(random);
    double[] weights = anyWeights(random);
    double[] gradient = loss.gradient(weights);

    for (int j = 0; j < WIDTH; j++) {
      double[] back = moved(weights, j, -1e-5);
      double[] forth = moved(weights, j, 1e-5);
      assertThat(gradient[j]).isEqualTo((loss.at(forth) - loss.at(back)) / 2e-5, within(1e-6));
    }
  }

  @Property
  void theCurvatureIsTheSlopeOfTheGradient(@ForAll long seed) {
    Random random = new Random(seed);
    RidgeLoss loss = any(random);
    double[] weights = anyWeights(random);
    double[][] curvature = loss.curvature(weights);

    for (int j = 0; j < WIDTH; j++) {
      double[] back = loss.gradient(moved(weights, j, -1e-5));
      double[] forth = loss.gradient(moved(weights, j, 1e-5));
      for (int i = j; i < WIDTH; i++) {
        assertThat(curvature[i][j]).isEqualTo((forth[i] - back[i]) / 2e-5, within(1e-6));
      }
    }
  }

  @Property
  void atTheMinimumNothingPullsAnyWay(@ForAll long seed) {
    Random random = new Random(seed);
    RidgeLoss loss = any(random);

    double[] least = Newton.minimum(loss, anyWeights(random));

    for (double slope : loss.gradient(least)) {
      assertThat(slope).isEqualTo(0, within(1e-5));
    }
  }

  @Test
  void logitsBeyondAllBoundsDoNotOverflow() {
    var loss =
        new RidgeLoss(
            new double[][] {{1, 1}, {-1, 1}},
            new double[] {800, -800},
            new double[] {0, 1},
            new double[] {0.5, 0.5},
            0.1);

    assertThat(loss.at(new double[] {0, 0})).isEqualTo(800);
    assertThat(loss.gradient(new double[] {0, 0})).containsExactly(1, 0);
  }

  private static double[] moved(double[] weights, int j, double by) {
    double[] moved = weights.clone();
    moved[j] += by;
    return moved;
  }
}
