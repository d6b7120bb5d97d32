package dev.vedette.core.brain;

import dev.vedette.core.verdict.Reason;
import org.jspecify.annotations.Nullable;

/** A call that gave no answer: why, and whether it may be on the bill all the same. */
public final class BrainException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is known of the bill. */
  public enum Billing {
    /** Not one byte of the request left, or the provider refused without billing. */
    NOT_BILLED,
    /** The request left; nobody here can tell whether it was billed. */
    UNKNOWN
  }

  private final Reason reason;
  private final Billing billing;
  private final long sentBytes;

  public BrainException(
      Reason reason, Billing billing, long sentBytes, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.billing = billing;
    this.sentBytes = sentBytes;
  }

  public Reason reason() {
    return reason;
  }

  public Billing billing() {
    return billing;
  }

  /** Bytes of the request's body that may have left the site. */
  public long sentBytes() {
    return sentBytes;
  }
}
