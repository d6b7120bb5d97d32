package dev.vedette.cloud.price;

import org.jspecify.annotations.Nullable;

/** A file of prices that cannot be used. Says which, where in it, and why. */
public final class UnusablePricesException extends Exception {
  private static final long serialVersionUID = 1;

  UnusablePricesException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
