package dev.vedette.djl.choice;

import java.util.Optional;

/** How far answers of one sort were off at most, and where. */
final class Deviation {
  private final String verb;
  private final double tolerance;
  private double worst;
  private String where = "";

  /**
   * @param verb between an input and its number, for people
   */
  Deviation(String verb, double tolerance) {
    this.verb = verb;
    this.tolerance = tolerance;
  }

  void add(String what, double wanted, float actual) {
    double difference = Float.isNaN(actual) ? Double.POSITIVE_INFINITY : Math.abs(actual - wanted);
    // A golden number that is none compares as false, and so as wrong.
    if (!(difference <= worst)) {
      worst = difference;
      where = "%s %s %s, expected %s".formatted(what, verb, actual, wanted);
    }
  }

  double worst() {
    return worst;
  }

  /** What went beyond the tolerance, as a sentence. */
  Optional<String> excess() {
    return worst <= tolerance
        ? Optional.empty()
        : Optional.of("%s, with a tolerance of %s".formatted(where, tolerance));
  }
}
