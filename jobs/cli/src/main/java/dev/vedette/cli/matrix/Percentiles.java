package dev.vedette.cli.matrix;

import java.util.stream.LongStream;

/**
 * Of all values, by nearest rank: each is a value that was observed. Not a number where nothing
 * was.
 */
record Percentiles(double p50, double p95, double p99) {
  static final Percentiles NONE = new Percentiles(Double.NaN, Double.NaN, Double.NaN);

  /** In milliseconds. */
  static Percentiles ofMicros(LongStream micros) {
    long[] sorted = micros.sorted().toArray();
    return sorted.length == 0
        ? NONE
        : new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  private static double rank(long[] sorted, int percent) {
    long rank = (sorted.length * (long) percent + 99) / 100;
    return sorted[(int) rank - 1] / 1e3;
  }
}
