package dev.vedette.djl.choice;

/** How a variant did when it was tried on this host. */
public sealed interface Trial permits Trial.Passed, Refusal {
  String variant();

  /**
   * Every golden score came out within the tolerance.
   *
   * @param worst the largest difference that was seen
   */
  record Passed(String variant, double worst) implements Trial {}
}
