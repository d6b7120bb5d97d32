package dev.vedette.scenarios.load;

import java.util.List;

/**
 * A straight line through a series by least squares, and how sure its slope is.
 *
 * @param mean of the values
 * @param slope what a value adds to the one before it
 * @param low of the slope's interval at 95 %
 * @param high of it
 */
record Trend(double mean, double slope, double low, double high) {
  private static final double Z = 1.959964;

  static Trend of(List<Double> values) {
    int n = values.size();
    if (n < 3) {
      throw new IllegalArgumentException("fewer than three values: " + values);
    }
    double meanAt = (n - 1) / 2.0;
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double together = 0;
    double spread = 0;
    for (int i = 0; i < n; i++) {
      together += (i - meanAt) * (values.get(i) - mean);
      spread += (i - meanAt) * (i - meanAt);
    }
    double slope = together / spread;
    double residue = 0;
    for (int i = 0; i < n; i++) {
      double off = values.get(i) - mean - slope * (i - meanAt);
      residue += off * off;
    }
    double half = student(n - 2) * Math.sqrt(residue / (n - 2) / spread);
    return new Trend(mean, slope, slope - half, slope + half);
  }

  /** Whether the series surely rises: all of the interval is above 0. */
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
