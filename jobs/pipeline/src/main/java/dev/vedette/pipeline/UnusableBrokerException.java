package dev.vedette.pipeline;

/** What a broker did not do, in one line that says where to look. No fault of this program. */
public final class UnusableBrokerException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableBrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
