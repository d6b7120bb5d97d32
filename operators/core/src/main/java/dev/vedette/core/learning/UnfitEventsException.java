package dev.vedette.core.learning;

/** Labelled events that nothing can be learnt from; the message says what would help. */
public final class UnfitEventsException extends Exception {
  private static final long serialVersionUID = 1;

  UnfitEventsException(String message) {
    super(message);
  }
}
