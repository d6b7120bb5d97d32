package dev.vedette.core.money;

import org.jspecify.annotations.Nullable;

/** The ledger could not be written or read. No call is made while it cannot. */
public final class JournalException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean closing;

  public JournalException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private JournalException(String message, @Nullable Throwable cause, boolean closing) {
    super(message, cause);
    this.closing = closing;
  }

  /** Whoever had the journal open has closed it, and wants nothing of it any more. */
  public static JournalException closed(Throwable cause) {
    return new JournalException("the journal is closed", cause, true);
  }

  /** Whether nothing is wrong with the ledger: it was closed before it was done. */
  public boolean isClosing() {
    return closing;
  }
}
