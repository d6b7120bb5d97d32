package dev.vedette.core.learning;

/**
 * What logistic regression makes as small as it can: the mean log loss of the events, each with its
 * weight and its offset, plus half the penalty times the square of the weights.
 *
 * @param rows of each event, with a 1 for the bias at the end
 * @param offsets of each event, a logit that is not to be learnt
 * @param truth 1 or 0 for each event
 * @param shares what each event counts for; they sum up to 1
 * @param penalty on each squared weight, above 0; the bias has next to none
 */
record RidgeLoss(
    double[][] rows, double[] offsets, double[] truth, double[] shares, double penalty) {
  /** On the bias, so that a minimum exists even where the offsets alone tell all classes apart. */
  private static final double BIAS_PENALTY = 1e-9;

  RidgeLoss {
    if (!(penalty > 0) || Double.isInfinite(penalty)) {
      throw new IllegalArgumentException("penalty is not above 0: " + penalty);
    }
  }

  RidgeLoss withPenalty(double other) {
    return new RidgeLoss(rows, offsets, truth, shares, other);
  }

  int width() {
    return rows[0].length;
  }

  double at(double[] weights) {
    double loss = 0;
    for (int j = 0; j < weights.length; j++) {
      loss += penaltyOf(j) / 2 * weights[j] * weights[j];
    }
    for (int i = 0; i < rows.length; i++) {
      double logit = logit(i, weights);
      loss += shares[i] * (Math.max(logit, 0) - truth[i] * logit + softness(logit));
    }
    return loss;
  }

  /** What log(1 + exp(x)) is above max(x, 0); no overflow. */
  private static double softness(double logit) {
    return Math.log1p(Math.exp(-Math.abs(logit)));
  }

  double[] gradient(double[] weights) {
    double[] gradient = new double[weights.length];
    for (int j = 0; j < weights.length; j++) {
      gradient[j] = penaltyOf(j) * weights[j];
    }
    for (int i = 0; i < rows.length; i++) {
      double off = shares[i] * (chance(logit(i, weights)) - truth[i]);
      for (int j = 0; j < weights.length; j++) {
        gradient[j] += off * rows[i][j];
      }
    }
    return gradient;
  }

  /** The lower triangle of the second derivatives. */
  double[][] curvature(double[] weights) {
    double[][] curvature = new double[weights.length][weights.length];
    for (int i = 0; i < rows.length; i++) {
      double chance = chance(logit(i, weights));
      double bend = shares[i] * chance * (1 - chance);
      double[] row = rows[i];
      for (int j = 0; j < weights.length; j++) {
        addTo(curvature[j], bend * row[j], row, j + 1);
      }
    }
    for (int j = 0; j < weights.length; j++) {
      curvature[j][j] += penaltyOf(j);
    }
    return curvature;
  }

  /** Nearly all time is spent here; a loop of its own is turned into vector instructions. */
  private static void addTo(double[] sum, double times, double[] row, int length) {
    for (int k = 0; k < length; k++) {
      sum[k] += times * row[k];
    }
  }

  private double logit(int i, double[] weights) {
    double logit = offsets[i];
    for (int j = 0; j < weights.length; j++) {
      logit += weights[j] * rows[i][j];
    }
    return logit;
  }

  private double penaltyOf(int j) {
    return j == width() - 1 ? BIAS_PENALTY : penalty;
  }

  private static double chance(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
