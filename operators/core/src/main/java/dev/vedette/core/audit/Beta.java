package dev.vedette.core.audit;

/**
 * Quantiles of the beta distribution, by halving: its distribution function is the regularized
 * incomplete beta function, here by its continued fraction (NIST Digital Library of Mathematical
 * Functions, 8.17.22), evaluated by Lentz's method.
 */
final class Beta {
  private static final int MOST_TERMS = 10_000;
  private static final int HALVINGS = 200;
  private static final double TINY = 1e-300;
  private static final double PRECISION = 1e-15;

  /** Lanczos' approximation of the gamma function, with g = 7. */
  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Beta() {}

  /** The value below which a share {@code p} of the distribution lies. */
  static double quantile(double p, double a, double b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS && Math.nextUp(low) < high; i++) {
      double middle = (low + high) / 2;
      if (below(middle, a, b) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The share of the distribution below {@code x}. */
  static double below(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    // The fraction converges fast on this side of the mean only.
    return x < (a + 1) / (a + b + 2)
        ? front(x, a, b) * fraction(x, a, b) / a
        : 1 - front(1 - x, b, a) * fraction(1 - x, b, a) / b;
  }

  private static double front(double x, double a, double b) {
    return Math.exp(
        logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / apart(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / apart(1 + even * d);
      c = apart(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / apart(1 + odd * d);
      c = apart(1 + odd / c);
      double factor = d * c;
      value *= factor;
      if (Math.abs(factor - 1) < PRECISION) {
        return value;
      }
    }
    return value;
  }

  private static double apart(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  private static double logGamma(double x) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
