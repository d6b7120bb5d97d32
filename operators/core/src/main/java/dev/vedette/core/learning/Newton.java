package dev.vedette.core.learning;

/**
 * Finds the weights of the least loss by Newton's method with a backtracking line search, which for
 * logistic regression is iteratively reweighted least squares (T. Hastie, R. Tibshirani, J.
 * Friedman, The Elements of Statistical Learning, 2nd ed. 2009, section 4.4.1; the search and its
 * end: S. Boyd, L. Vandenberghe, Convex Optimization, 2004, section 9.5).
 *
 * <p>The loss is strictly convex because of its penalty, so there is one minimum, and it is finite
 * even where the events can be told apart without a fault.
 */
final class Newton {
  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 40;

  /** Half the squared Newton decrement: by how much the loss may still be too great. */
  private static final double NEAR_ENOUGH = 1e-12;

  private static final double LEAST_DESCENT = 1e-4;

  private Newton() {}

  /**
   * @param start where to begin; it is not changed
   */
  static double[] minimum(RidgeLoss loss, double[] start) {
    double[] weights = start.clone();
    double now = loss.at(weights);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = loss.gradient(weights);
      double[] way = Cholesky.of(loss.curvature(weights)).solve(gradient);
      double decrement = dot(gradient, way);
      if (decrement / 2 < NEAR_ENOUGH) {
        return weights;
      }
      double length = 1;
      double[] next = along(weights, way, length);
      double there = loss.at(next);
      for (int halving = 0;
          there > now - LEAST_DESCENT * length * decrement && halving < MOST_HALVINGS;
          halving++) {
        length /= 2;
        next = along(weights, way, length);
        there = loss.at(next);
      }
      if (there >= now) {
        return weights; // what is left is smaller than the loss can be computed
      }
      weights = next;
      now = there;
    }
    throw new IllegalStateException("no minimum within %d steps".formatted(MOST_STEPS));
  }

  private static double[] along(double[] weights, double[] way, double length) {
    double[] next = new double[weights.length];
    for (int j = 0; j < next.length; j++) {
      next[j] = weights[j] - length * way[j];
    }
    return next;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum;
  }
}
