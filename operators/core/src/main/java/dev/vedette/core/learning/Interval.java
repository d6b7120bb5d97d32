package dev.vedette.core.learning;

import java.util.Arrays;

/** Where a measure lies with a certainty of 95 %, as far as the events at hand can say. */
public record Interval(double low, double high) {
  private static final double Z = 1.959963984540054;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no value lies in " + low + ".." + high);
    }
  }

  /**
   * Of a share, by Wilson's score interval (E. B. Wilson, Probable inference, the law of
   * succession, and statistical inference, 1927), which stays in 0..1 and has a width where all or
   * none hit.
   */
  public static Interval ofShare(int hits, int trials) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double share = (double) hits / trials;
    double square = Z * Z;
    double middle = share + square / (2 * trials);
    double reach = Z * Math.sqrt(share * (1 - share) / trials + square / (4.0 * trials * trials));
    double scale = 1 + square / trials;
    return new Interval(
        hits == 0 ? 0 : (middle - reach) / scale, hits == trials ? 1 : (middle + reach) / scale);
  }

  /** The middle 95 % of a measure's values in many resamples. */
  static Interval ofResamples(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int cut = (int) (sorted.length * 0.025);
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }
}
