package dev.vedette.core.learning;

/**
 * How a threshold is found in scores. It is a multiple of 1/10,000, so that it is short to write.
 */
public sealed interface ThresholdRule {
  /** Steps from 0 to 1. */
  int STEPS = 10_000;

  /**
   * The threshold; a score that reaches it is positive.
   *
   * @throws UnfitEventsException where no threshold keeps the rule
   */
  double choose(double[] scores, boolean[] positive) throws UnfitEventsException;

  /** The rule in words, for the head's file. */
  String inWords();

  /** The least threshold that at most this share of the negative events reaches. */
  record MostFalsePositives(double limit) implements ThresholdRule {
    public MostFalsePositives {
      if (!(limit >= 0 && limit < 1)) {
        throw new IllegalArgumentException("limit is not in 0..1, without 1: " + limit);
      }
    }

    @Override
    public double choose(double[] scores, boolean[] positive) throws UnfitEventsException {
      ReachedBy reached = ReachedBy.of(scores, positive);
      long allowed = (long) Math.floor(limit * reached.negatives(0) + 1e-9);
      for (int step = 0; step <= STEPS; step++) {
        if (reached.negatives(step) <= allowed) {
          return (double) step / STEPS;
        }
      }
      throw new UnfitEventsException(
          ("%d of %d negative events score 1, and no threshold is above that: look at them, their"
                  + " labels may be wrong, or allow more false positives than %s")
              .formatted(reached.negatives(STEPS), reached.negatives(0), limit));
    }

    @Override
    public String inWords() {
      return "least that at most %s of the negative events reach".formatted(limit);
    }
  }

  /** The threshold of the greatest F1; where several have it, the middle of the first stretch. */
  record GreatestF1() implements ThresholdRule {
    @Override
    public double choose(double[] scores, boolean[] positive) {
      ReachedBy reached = ReachedBy.of(scores, positive);
      double best = -1;
      int from = 0;
      int to = 0;
      for (int step = 0; step <= STEPS; step++) {
        double found = reached.positives(step);
        double f1 = 2 * found / (found + reached.negatives(step) + reached.positives(0));
        if (f1 > best) {
          best = f1;
          from = step;
          to = step;
        } else if (f1 == best && to == step - 1) {
          to = step;
        }
      }
      return (double) ((from + to + 1) / 2) / STEPS;
    }

    @Override
    public String inWords() {
      return "greatest F1";
    }
  }
}
