package dev.vedette.cli.cost;

/** What is wrong with one row of an export. */
final class UnusableRowException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableRowException(String fact) {
    super(fact);
  }
}
