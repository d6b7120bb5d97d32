package dev.vedette.core.learning;

import java.util.Arrays;

/**
 * Features of some events with a mean of 0 and a spread of 1, so that one penalty suits all of them
 * whatever their scale; behind them a constant 1, for the bias.
 *
 * <p>A feature that hardly moves in these events is not blown up to full size: it would shout when
 * it moves for once in service.
 */
final class Standardised {
  /** Of the usual spread: nothing is taken to move less. */
  private static final double LEAST_SPREAD = 1e-3;

  private final double[][] rows;
  private final double[] mean;
  private final double[] spread;

  private Standardised(double[][] rows, double[] mean, double[] spread) {
    this.rows = rows;
    this.mean = mean;
    this.spread = spread;
  }

  static Standardised of(LabelledEvents events, int[] chosen) {
    int width = events.width();
    double[] mean = new double[width];
    double[] spread = new double[width];
    for (int event : chosen) {
      for (int j = 0; j < width; j++) {
        mean[j] += events.features()[event * width + j] / (double) chosen.length;
      }
    }
    for (int event : chosen) {
      for (int j = 0; j < width; j++) {
        double off = events.features()[event * width + j] - mean[j];
        spread[j] += off * off / chosen.length;
      }
    }
    floor(spread);
    double[][] rows = new double[chosen.length][width + 1];
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j < width; j++) {
        rows[i][j] = (events.features()[chosen[i] * width + j] - mean[j]) / spread[j];
      }
      rows[i][width] = 1;
    }
    return new Standardised(rows, mean, spread);
  }

  /** Turns variances into spreads, none of them far below the usual one. */
  private static void floor(double[] spread) {
    for (int j = 0; j < spread.length; j++) {
      spread[j] = Math.sqrt(spread[j]);
    }
    double[] moving = Arrays.stream(spread).filter(s -> s > 0).sorted().toArray();
    double least = moving.length == 0 ? 1 : LEAST_SPREAD * moving[moving.length / 2];
    for (int j = 0; j < spread.length; j++) {
      spread[j] = Math.max(spread[j], least);
    }
  }

  double[][] rows() {
    return rows;
  }

  /** What weights of standardised features, the bias behind them, are for the features as given. */
  double[] weights(double[] fitted) {
    double[] weights = new double[spread.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = fitted[j] / spread[j];
    }
    return weights;
  }

  double bias(double[] fitted) {
    double bias = fitted[spread.length];
    for (int j = 0; j < spread.length; j++) {
      bias -= fitted[j] / spread[j] * mean[j];
    }
    return bias;
  }
}
