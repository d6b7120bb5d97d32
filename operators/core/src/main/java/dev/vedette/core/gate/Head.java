package dev.vedette.core.gate;

import java.util.Arrays;

/**
 * The last layer of a gate, held outside its graph: from a network's features and its own opinion,
 * the prior, to a score.
 *
 * <pre>
 *   score = sigmoid(clip(weights . features + bias, -clip, clip) + priorWeight * (prior - priorOffset))
 * </pre>
 *
 * <p>A few kilobytes, so that a gate learns without a graph being loaded. Computed in double.
 */
public final class Head {
  private static final double MOST = 1e9;

  private final double[] weights;
  private final double bias;
  private final double clip;
  private final double priorWeight;
  private final double priorOffset;
  private final Thresholds thresholds;

  /**
   * @param weights one for each feature; the features' scale is in them
   * @param clip the most that the features may say for or against, as a logit
   * @param priorOffset the prior, a logit, at which it says nothing
   * @param thresholds fitted together with the weights
   */
  public Head(
      double[] weights,
      double bias,
      double clip,
      double priorWeight,
      double priorOffset,
      Thresholds thresholds) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("a head without weights");
    }
    for (int i = 0; i < weights.length; i++) {
      requireFinite(weights[i], "weight " + i);
    }
    if (!(clip > 0) || Double.isInfinite(clip)) {
      throw new IllegalArgumentException("clip is not above 0: " + clip);
    }
    this.weights = weights.clone();
    this.bias = requireFinite(bias, "bias");
    this.clip = clip;
    this.priorWeight = requireFinite(priorWeight, "priorWeight");
    this.priorOffset = requireFinite(priorOffset, "priorOffset");
    this.thresholds = thresholds;
  }

  private static double requireFinite(double value, String field) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(field + " is not finite: " + value);
    }
    if (Math.abs(value) > MOST) {
      // Sums of larger ones could leave the range of numbers, and a score would be none.
      throw new IllegalArgumentException("%s is beyond %s: %s".formatted(field, MOST, value));
    }
    return value;
  }

  /**
   * The score of one event, in 0..1.
   *
   * @param features of many events, one after the other
   * @param at where this event's begin
   */
  public double score(float[] features, int at, float prior) {
    double logit = bias;
    for (int i = 0; i < weights.length; i++) {
      logit += weights[i] * features[at + i];
    }
    double clipped = Math.max(-clip, Math.min(clip, logit));
    return 1 / (1 + Math.exp(-(clipped + priorWeight * (prior - priorOffset))));
  }

  /** How many features it wants. */
  public int features() {
    return weights.length;
  }

  public double[] weights() {
    return weights.clone();
  }

  public double bias() {
    return bias;
  }

  public double clip() {
    return clip;
  }

  public double priorWeight() {
    return priorWeight;
  }

  public double priorOffset() {
    return priorOffset;
  }

  public Thresholds thresholds() {
    return thresholds;
  }

  public Head withThresholds(Thresholds others) {
    return new Head(weights, bias, clip, priorWeight, priorOffset, others);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Head head
        && Arrays.equals(weights, head.weights)
        && bias == head.bias
        && clip == head.clip
        && priorWeight == head.priorWeight
        && priorOffset == head.priorOffset
        && thresholds.equals(head.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(weights) + Double.hashCode(bias);
  }

  @Override
  public String toString() {
    return "head of %d features, threshold %s".formatted(weights.length, thresholds.usual());
  }
}
