package dev.vedette.core.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores in their order, so that the area under the ROC curve can be asked for often, with any
 * weights of the events.
 *
 * <p>The area is the share of all pairs of a positive and a negative event in which the positive
 * one scores higher; a tie is half a pair (J. A. Hanley and B. J. McNeil, The meaning and use of
 * the area under a receiver operating characteristic curve, 1982).
 */
final class RankedScores {
  private final double[] scores;
  private final boolean[] positive;
  private final int[] ascending;

  RankedScores(double[] scores, boolean[] positive) {
    this.scores = scores;
    this.positive = positive;
    this.ascending =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** NaN where a class is missing. */
  double area() {
    int[] ones = new int[scores.length];
    Arrays.fill(ones, 1);
    return area(ones);
  }

  /**
   * @param times how often each event counts
   */
  double area(int[] times) {
    long pairsTwice = 0;
    long below = 0;
    long positives = 0;
    for (int from = 0, to; from < ascending.length; from = to) {
      long tiedPositives = 0;
      long tiedNegatives = 0;
      for (to = from; to < ascending.length && scoreAt(to) == scoreAt(from); to++) {
        int event = ascending[to];
        if (positive[event]) {
          tiedPositives += times[event];
        } else {
          tiedNegatives += times[event];
        }
      }
      pairsTwice += tiedPositives * (2 * below + tiedNegatives);
      below += tiedNegatives;
      positives += tiedPositives;
    }
    return positives == 0 || below == 0 ? Double.NaN : pairsTwice / (2.0 * positives * below);
  }

  private double scoreAt(int rank) {
    return scores[ascending[rank]];
  }
}
