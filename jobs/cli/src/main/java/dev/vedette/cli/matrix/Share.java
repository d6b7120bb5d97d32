package dev.vedette.cli.matrix;

import dev.vedette.core.learning.Interval;

/**
 * So many of so many, and where the share lies with a certainty of 95 %, as they are a sample.
 *
 * @param interval Wilson's
 */
record Share(int hits, int of, Interval interval) {
  static Share of(long hits, long of) {
    int some = Math.toIntExact(hits);
    int all = Math.toIntExact(of);
    if (some < 0 || some > all) {
      throw new IllegalArgumentException("%d of %d".formatted(hits, of));
    }
    return new Share(some, all, Interval.ofShare(some, all));
  }

  Share plus(Share other) {
    return of((long) hits + other.hits, (long) of + other.of);
  }

  double share() {
    return of == 0 ? Double.NaN : (double) hits / of;
  }
}
