package dev.vedette.core.learning;

/** How many events of each class reach each threshold that may be chosen. */
final class ReachedBy {
  private final int[] positives = new int[ThresholdRule.STEPS + 1];
  private final int[] negatives = new int[ThresholdRule.STEPS + 1];

  private ReachedBy() {}

  static ReachedBy of(double[] scores, boolean[] positive) {
    var reached = new ReachedBy();
    for (int i = 0; i < scores.length; i++) {
      int[] counts = positive[i] ? reached.positives : reached.negatives;
      counts[lastStepReached(scores[i])]++;
    }
    for (int step = ThresholdRule.STEPS - 1; step >= 0; step--) {
      reached.positives[step] += reached.positives[step + 1];
      reached.negatives[step] += reached.negatives[step + 1];
    }
    return reached;
  }

  /** Exactly, although neither the score nor the step need be a round number in binary. */
  private static int lastStepReached(double score) {
    int step = (int) (score * ThresholdRule.STEPS);
    if (step < ThresholdRule.STEPS && score >= (step + 1.0) / ThresholdRule.STEPS) {
      return step + 1;
    }
    return step > 0 && score < (double) step / ThresholdRule.STEPS ? step - 1 : step;
  }

  int positives(int step) {
    return positives[step];
  }

  int negatives(int step) {
    return negatives[step];
  }
}
