package dev.vedette.scenarios;

import java.util.List;

/**
 * How far a series of measurements strays from one of its own.
 *
 * @param reference the first one that counts
 * @param lowest of it and all later ones
 * @param highest of it and all later ones
 * @param share the greatest distance from the reference, as a share of it
 * @param slope what a measurement adds to the one before it, by least squares
 */
public record Drift(double reference, double lowest, double highest, double share, double slope) {
  /**
   * @param skipped that do not count, because the process is still filling its caches; if there are
   *     no more than these, only the last one counts
   */
  public static Drift of(List<Double> values, int skipped) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    List<Double> counted = values.subList(Math.min(skipped, values.size() - 1), values.size());
    double reference = counted.get(0);
    double lowest = counted.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double highest = counted.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return new Drift(
        reference,
        lowest,
        highest,
        Math.max(highest - reference, reference - lowest) / reference,
        slope(counted));
  }

  private static double slope(List<Double> values) {
    double meanAt = (values.size() - 1) / 2.0;
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.size(); i++) {
      above += (i - meanAt) * (values.get(i) - mean);
      below += (i - meanAt) * (i - meanAt);
    }
    return below == 0 ? 0 : above / below;
  }

  public boolean isWithin(double most) {
    return share <= most;
  }
}
