package dev.vedette.core.learning;

import java.util.Arrays;

/**
 * Events of which somebody has said whether they show what a gate looks for, as the gate's network
 * sees them.
 *
 * <p>The arrays are large and are not copied.
 *
 * @param features of all events, one after the other
 * @param width how many features an event has
 * @param priors the network's own opinion of each event, a logit
 * @param positive whether an event shows it
 * @param groups events with the same number belong together, such as the pictures of one scene:
 *     whoever has seen one of them has seen something of the others
 */
public record LabelledEvents(
    float[] features, int width, float[] priors, boolean[] positive, int[] groups) {

  public LabelledEvents {
    if (width < 1) {
      throw new IllegalArgumentException("width < 1: " + width);
    }
    requireLength(features.length, Math.multiplyExact(positive.length, width), "features");
    requireLength(priors.length, positive.length, "priors");
    requireLength(groups.length, positive.length, "groups");
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        throw new IllegalArgumentException(
            "feature %d of event %d is %s".formatted(i % width, i / width, features[i]));
      }
    }
    for (int i = 0; i < priors.length; i++) {
      if (!Float.isFinite(priors[i])) {
        throw new IllegalArgumentException("prior of event %d is %s".formatted(i, priors[i]));
      }
    }
  }

  private static void requireLength(int is, int expected, String field) {
    if (is != expected) {
      throw new IllegalArgumentException("%d %s, not %d".formatted(is, field, expected));
    }
  }

  public int size() {
    return positive.length;
  }

  public int positives() {
    int count = 0;
    for (boolean one : positive) {
      count += one ? 1 : 0;
    }
    return count;
  }

  public int negatives() {
    return size() - positives();
  }

  /** How many groups there are. */
  public int groupCount() {
    return (int) Arrays.stream(groups).distinct().count();
  }
}
