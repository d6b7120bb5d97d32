package dev.vedette.core.audit;

/**
 * A share as far as a sample can say.
 *
 * @param value the likeliest; not a number where nothing is known
 * @param low with 95 % certainty it is no less
 * @param high with 95 % certainty, both ends together, it is no more
 */
public record Estimate(double value, double low, double high) {
  /** It may be anything. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, 0, 1);

  /** Of an interval that fails for one share in twenty at most. */
  static final double ONE_IN_TWENTY = 0.05;

  public Estimate {
    if (!(low <= high) || value < low || value > high) {
      throw new IllegalArgumentException("%s is not in %s..%s".formatted(value, low, high));
    }
  }

  public boolean isKnown() {
    return !Double.isNaN(value);
  }

  /** Whether a value is in the interval. */
  public boolean holds(double truth) {
    return low <= truth && truth <= high;
  }

  /**
   * The exact interval of a binomial share (C. J. Clopper and E. S. Pearson, The use of confidence
   * or fiducial limits illustrated in the case of the binomial, 1934). It holds the true share at
   * least as often as it says, also where the share is small and no hit was seen: misses of a gate
   * are rare, and there Wilson's shorter interval of 1927 falls below 95 %.
   *
   * <p>Neither number has to be a whole one, so that a weighted sample can be of an effective size
   * (E. L. Korn and B. I. Graubard, Confidence intervals for proportions with small expected number
   * of positive counts estimated from survey data, 1998).
   *
   * @param failing how often the interval may miss the share
   */
  static Estimate ofShare(double hits, double trials, double failing) {
    if (trials == 0) {
      return UNKNOWN;
    }
    double misses = Math.max(0, trials - hits);
    double low = hits == 0 ? 0 : Beta.quantile(failing / 2, hits, misses + 1);
    double high = misses == 0 ? 1 : Beta.quantile(1 - failing / 2, hits + 1, misses);
    double value = hits / trials;
    return new Estimate(value, Math.min(low, value), Math.max(high, value));
  }
}
