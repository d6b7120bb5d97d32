package dev.vedette.core.audit;

/**
 * The events that the brain's answers stand for, summed up. An answer is given about one event of
 * an episode and is taken for all that repeat it, so events come in clusters that are all right or
 * all wrong. Sums of sums are sums, in any order.
 *
 * @param right events of questions that the brain confirms
 * @param wrong events of those that it denies
 * @param rightSquares of the sizes of the clusters that are right
 * @param wrongSquares of those that are wrong
 */
public record ClusterSums(long right, long wrong, double rightSquares, double wrongSquares) {
  public static final ClusterSums NONE = new ClusterSums(0, 0, 0, 0);

  public ClusterSums {
    if (right < 0 || wrong < 0) {
      throw new IllegalArgumentException("%d right, %d wrong".formatted(right, wrong));
    }
  }

  /** With so many more answers, each of which stands for its own event until more are known. */
  public ClusterSums answered(long more, boolean isRight) {
    return plus(more, more, isRight);
  }

  /** With the events that repeat one of the answered questions. */
  public ClusterSums repeated(long repeats, boolean isRight) {
    double size = 1.0 + repeats;
    return plus(repeats, size * size - 1, isRight);
  }

  private ClusterSums plus(long events, double squares, boolean isRight) {
    return plus(
        isRight ? new ClusterSums(events, 0, squares, 0) : new ClusterSums(0, events, 0, squares));
  }

  /** A part of it. */
  ClusterSums part(double share) {
    return new ClusterSums(
        Math.round(right * share),
        Math.round(wrong * share),
        rightSquares * share,
        wrongSquares * share);
  }

  public ClusterSums plus(ClusterSums other) {
    return new ClusterSums(
        right + other.right,
        wrong + other.wrong,
        rightSquares + other.rightSquares,
        wrongSquares + other.wrongSquares);
  }

  /**
   * The share {@code p} of the events that are right: the ratio estimator of a cluster sample, with
   * the sum of squares {@code Σ size² (y - p)²} for its variance, {@code y} being 1 where a cluster
   * is right and 0 where not (W. G. Cochran, Sampling techniques, 1977, 3.12 and chapter 6). The
   * sample tells as much as {@code p (1 - p) / variance} single events would, of which the exact
   * interval is taken (E. L. Korn and B. I. Graubard, 1998). It is never taken to tell more than
   * Kish's size {@code (Σ size)² / Σ size²}: where one of the two kinds was hardly seen, its
   * squares say too little.
   */
  Estimate precision(double failing) {
    double events = (double) right + wrong;
    if (events == 0) {
      return Estimate.UNKNOWN;
    }
    double share = right / events;
    double effective = events * events / (rightSquares + wrongSquares);
    if (right > 0 && wrong > 0) {
      double rest = 1 - share;
      double squares = rightSquares * rest * rest + wrongSquares * share * share;
      effective = Math.min(effective, share * rest * events * events / squares);
    }
    return Estimate.ofShare(effective * share, effective, failing);
  }
}
