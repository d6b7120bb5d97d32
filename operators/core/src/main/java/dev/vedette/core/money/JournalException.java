package dev.vedette.core.money;

import org.jspecify.annotations.Nullable;

/** The ledger could not be written or read. No call is made while it cannot. */
public final class JournalException extends Exception {
  private static final long serialVersionUID = 1;

  public JournalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
