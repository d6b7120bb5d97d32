package dev.vedette.metrics;

/** A metric whose key-value groups cannot be what the conventions say they are. */
final class MalformedMetricException extends Exception {
  MalformedMetricException(String message) {
    super(message);
  }
}
