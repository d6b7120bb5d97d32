package dev.vedette.core.learning;

import java.util.Comparator;
import java.util.List;

/**
 * How a head is to be learnt.
 *
 * @param folds into which the events are divided, so that each is judged by a head that has not
 *     seen it
 * @param penalties of which the one is taken that does best on events not seen; kept in descending
 *     order
 * @param rule by which the threshold is found
 * @param seed of all that is left to chance: the same events and plan give the same head
 */
public record TeachingPlan(int folds, List<Double> penalties, ThresholdRule rule, long seed) {
  /** From heads that hardly move to heads that nearly know the events by heart. */
  public static final List<Double> USUAL_PENALTIES = List.of(1.0, 0.3, 0.1, 0.03, 0.01, 0.003);

  public TeachingPlan {
    if (folds < 2) {
      throw new IllegalArgumentException("folds < 2: " + folds);
    }
    if (penalties.isEmpty() || penalties.stream().anyMatch(p -> !(p > 0 && p < 1e9))) {
      throw new IllegalArgumentException("penalties are not all above 0: " + penalties);
    }
    penalties = penalties.stream().sorted(Comparator.reverseOrder()).toList();
  }
}
