package dev.vedette.cli;

/** What a command could not do, in one line that names the remedy. No fault of this program. */
public final class FailedCommandException extends Exception {
  private static final long serialVersionUID = 1;

  public FailedCommandException(String message) {
    super(message);
  }

  public FailedCommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
