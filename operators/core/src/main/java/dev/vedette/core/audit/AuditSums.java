package dev.vedette.core.audit;

/**
 * What the audit of some rejected events has shown, summed up: in numbers, and weighted by how many
 * events each one stands for. Sums of sums are sums, in any order.
 *
 * @param answered events of which the brain has said whether the gate was right
 * @param missed of these: the brain sees what the gate did not
 * @param weights of the answered ones
 * @param squares of these weights
 * @param missedWeights of the missed ones
 */
public record AuditSums(
    long answered, long missed, double weights, double squares, double missedWeights) {
  public static final AuditSums NONE = new AuditSums(0, 0, 0, 0, 0);

  public AuditSums {
    if (missed < 0 || missed > answered) {
      throw new IllegalArgumentException("%d missed of %d".formatted(missed, answered));
    }
  }

  /** With one more answer. */
  public AuditSums with(Draw draw, boolean isMissed) {
    double weight = 1 / draw.share();
    return plus(new AuditSums(1, isMissed ? 1 : 0, weight, weight * weight, isMissed ? weight : 0));
  }

  public AuditSums plus(AuditSums other) {
    return new AuditSums(
        answered + other.answered,
        missed + other.missed,
        weights + other.weights,
        squares + other.squares,
        missedWeights + other.missedWeights);
  }

  /**
   * The share of rejected events that are misses. Events with unlike weights tell less than as many
   * with like ones: as much as {@code weights² / squares} (L. Kish, Survey sampling, 1965).
   */
  Estimate missedRatio(double failing) {
    if (answered == 0) {
      return Estimate.UNKNOWN;
    }
    double effective = weights * weights / squares;
    double share = Math.min(1, missedWeights / weights);
    return Estimate.ofShare(effective * share, effective, failing);
  }
}
