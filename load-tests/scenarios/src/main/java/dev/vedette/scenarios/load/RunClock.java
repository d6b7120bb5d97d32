package dev.vedette.scenarios.load;

import java.time.Duration;
import java.time.Instant;

/** The time since a run began, and the same moments by the calendar. */
record RunClock(long startNanos, Instant start) {
  static RunClock begin() {
    return new RunClock(System.nanoTime(), Instant.now());
  }

  long nanos() {
    return System.nanoTime() - startNanos;
  }

  double seconds() {
    return nanos() / 1e9;
  }

  Instant at(Duration sinceStart) {
    return start.plus(sinceStart);
  }
}
