package dev.vedette.core.gate;

import java.util.Map;

/**
 * From which score on an event is positive: one for most devices, others for some classes.
 *
 * @param usual for every class that is not named, in 0..1
 * @param byClass by device class, in 0..1
 */
public record Thresholds(double usual, Map<String, Double> byClass) {
  public Thresholds {
    requireShare(usual, "default");
    byClass = Map.copyOf(byClass);
    byClass.forEach((deviceClass, threshold) -> requireShare(threshold, deviceClass));
  }

  /** The same for all classes. */
  public static Thresholds of(double usual) {
    return new Thresholds(usual, Map.of());
  }

  public double of(String deviceClass) {
    return byClass.getOrDefault(deviceClass, usual);
  }

  private static void requireShare(double threshold, String deviceClass) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold of %s is not in 0..1: %s".formatted(deviceClass, threshold));
    }
  }
}
