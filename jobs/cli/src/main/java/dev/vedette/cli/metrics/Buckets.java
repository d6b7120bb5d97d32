package dev.vedette.cli.metrics;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A histogram as Prometheus has it: how many observations lie at or below each bound.
 *
 * <p>A quantile is taken to lie within its bucket where a straight line through the bucket puts it,
 * as Prometheus's {@code histogram_quantile} does; so it is as exact as its bucket is narrow. The
 * first bucket begins at 0. In the last one, which has no end, the answer is where it begins.
 */
public final class Buckets {
  private final NavigableMap<Double, Double> cumulative;

  Buckets(Map<Double, Double> cumulative) {
    this.cumulative = new TreeMap<>(cumulative);
  }

  public long count() {
    return cumulative.isEmpty() ? 0 : Math.round(cumulative.lastEntry().getValue());
  }

  /** Empty when nothing was observed. */
  public OptionalDouble quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not in 0..1: " + share);
    }
    if (count() == 0) {
      return OptionalDouble.empty();
    }
    double rank = share * cumulative.lastEntry().getValue();
    double from = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      double to = bucket.getKey();
      double upTo = bucket.getValue();
      if (upTo >= rank && upTo > below) {
        return OptionalDouble.of(
            Double.isInfinite(to) ? from : from + (to - from) * (rank - below) / (upTo - below));
      }
      from = to;
      below = upTo;
    }
    return OptionalDouble.of(from);
  }
}
