package dev.vedette.scenarios.load;

/**
 * A part of a run, in seconds since it began.
 *
 * @param perSecond that were sent in it on average
 */
record Phase(String name, double from, double to, double perSecond) {
  double seconds() {
    return to - from;
  }

  boolean has(double second) {
    return second >= from && second < to;
  }
}
