package dev.vedette.simulators.broker;

/** The broker cannot be started, stopped or told what to do. */
public final class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
