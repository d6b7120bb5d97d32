package dev.vedette.scenarios.load;

import java.util.List;

/**
 * By how much values differ from those that they are held against, pair by pair, and how sure that
 * is.
 *
 * @param mean of the differences
 * @param low of the mean's interval at 95 %
 * @param high of it
 */
record Change(double mean, double low, double high) {
  private static final double Z = 1.959964;

  static Change of(List<Double> differences) {
    int n = differences.size();
    if (n < 2) {
      throw new IllegalArgumentException("fewer than two differences: " + differences);
    }
    double mean = differences.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares =
        differences.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum() / (n - 1);
    double half = student(n - 1) * Math.sqrt(squares / n);
    return new Change(mean, mean - half, mean + half);
  }

  /** Whether the values are surely higher: all of the interval is above 0. */
  boolean rises() {
    return low > 0;
  }

  /** The 97.5th percentile of Student's t, by its expansion around the normal one. */
  static double student(int freedom) {
    if (freedom == 1) {
      return 12.706;
    }
    if (freedom == 2) {
      return 4.303;
    }
    double z3 = Math.pow(Z, 3);
    double z5 = Math.pow(Z, 5);
    double z7 = Math.pow(Z, 7);
    return Z
        + (z3 + Z) / (4.0 * freedom)
        + (5 * z5 + 16 * z3 + 3 * Z) / (96.0 * freedom * freedom)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384.0 * freedom * freedom * freedom);
  }
}
