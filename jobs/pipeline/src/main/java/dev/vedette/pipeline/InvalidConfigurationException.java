package dev.vedette.pipeline;

/** An option that is missing, unknown or makes no sense. The message says which and what to do. */
public final class InvalidConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidConfigurationException(String message) {
    super(message);
  }

  InvalidConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
