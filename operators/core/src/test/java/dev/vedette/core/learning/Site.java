package dev.vedette.core.learning;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import java.util.Random;

/** Labelled events of an imagined site, drawn by a seed. */
final class Site {
  private final Random random;
  private final int width;
  private double pull = 1;
  private double priorPull = 1;
  private int perGroup = 1;

  Site(int width, long seed) {
    this.width = width;
    random = new Random(seed);
  }

  /** By how many spreads the classes lie apart in each feature. */
  Site apart(double spreads) {
    pull = spreads;
    return this;
  }

  Site priorApart(double logits) {
    priorPull = logits;
    return this;
  }

  /** Scenes of several events that look alike and are of one class. */
  Site scenesOf(int events) {
    perGroup = events;
    return this;
  }

  LabelledEvents events(int positives, int negatives) {
    int size = positives + negatives;
    float[] features = new float[size * width];
    float[] priors = new float[size];
    boolean[] positive = new boolean[size];
    int[] groups = new int[size];
    double[] scene = new double[width];
    for (int i = 0; i < size; i++) {
      positive[i] = i < positives;
      int within = positive[i] ? i : i - positives;
      if (within % perGroup == 0) {
        for (int j = 0; j < width; j++) {
          scene[j] = perGroup == 1 ? 0 : 3 * random.nextGaussian();
        }
      }
      groups[i] = (positive[i] ? 0 : 1_000_000) + within / perGroup;
      double side = positive[i] ? 0.5 : -0.5;
      for (int j = 0; j < width; j++) {
        features[i * width + j] = (float) (side * pull + scene[j] + random.nextGaussian());
      }
      priors[i] = (float) (side * priorPull + random.nextGaussian());
    }
    return new LabelledEvents(features, width, priors, positive, groups);
  }

  static Head headOf(int width) {
    return new Head(new double[width], 0, 4, 1, 0, Thresholds.of(0.5));
  }

  static TeachingPlan plan(ThresholdRule rule) {
    return new TeachingPlan(5, TeachingPlan.USUAL_PENALTIES, rule, 7);
  }
}
