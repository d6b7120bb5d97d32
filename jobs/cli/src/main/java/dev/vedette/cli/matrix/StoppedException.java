package dev.vedette.cli.matrix;

/** Somebody has stopped it before its end. */
final class StoppedException extends Exception {
  private static final long serialVersionUID = 1;
}
