package dev.vedette.core.learning;

/**
 * The exact sign test of disagreements between two who judge the same events (Q. McNemar, Note on
 * the sampling error of the difference between correlated proportions, 1947; exact by the binomial
 * distribution).
 */
final class SignTest {
  private SignTest() {}

  /** How likely two equals are to divide their disagreements at least so unevenly. */
  static double chance(int one, int other) {
    int all = one + other;
    double logOf = -all * Math.log(2); // of all choosing none
    double tail = 0;
    for (int k = 0; k <= Math.min(one, other); k++) {
      tail += Math.exp(logOf);
      logOf += Math.log(all - k) - Math.log(k + 1.0);
    }
    return Math.min(1, 2 * tail);
  }
}
