package dev.vedette.scenarios.load;

/** The command line cannot be followed; the message says what to write instead. */
final class WrongCommandException extends Exception {
  private static final long serialVersionUID = 1;

  WrongCommandException(String message) {
    super(message);
  }
}
