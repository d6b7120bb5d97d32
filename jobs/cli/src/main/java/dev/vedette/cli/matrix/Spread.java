package dev.vedette.cli.matrix;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The median of the rounds, and how far they lie apart. Not a number where no round has a value.
 */
record Spread(double median, double lowest, double highest) {
  static Spread of(DoubleStream values) {
    double[] sorted = values.filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().getAsDouble());
  }

  /** In another unit. */
  Spread times(double factor) {
    return new Spread(median * factor, lowest * factor, highest * factor);
  }

  boolean isKnown() {
    return !Double.isNaN(median);
  }
}
