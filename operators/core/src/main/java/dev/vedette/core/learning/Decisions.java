package dev.vedette.core.learning;

/**
 * What a head said of each labelled event.
 *
 * @param scores in 0..1
 * @param positive whether the score reached the threshold
 */
record Decisions(double[] scores, boolean[] positive) {

  static Decisions at(double threshold, double[] scores) {
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = scores[i] >= threshold;
    }
    return new Decisions(scores, positive);
  }

  /**
   * Decides each fold by a threshold that was found in the others, because one that was found in
   * the very events it decides keeps its rule there by construction.
   */
  static Decisions crossed(double[] scores, boolean[] truth, Folds folds, ThresholdRule rule)
      throws UnfitEventsException {
    boolean[] positive = new boolean[scores.length];
    for (int fold = 0; fold < folds.count(); fold++) {
      int[] others = folds.without(fold);
      double[] theirs = new double[others.length];
      boolean[] theirTruth = new boolean[others.length];
      for (int i = 0; i < others.length; i++) {
        theirs[i] = scores[others[i]];
        theirTruth[i] = truth[others[i]];
      }
      double threshold = rule.choose(theirs, theirTruth);
      for (int event : folds.within(fold)) {
        positive[event] = scores[event] >= threshold;
      }
    }
    return new Decisions(scores, positive);
  }
}
