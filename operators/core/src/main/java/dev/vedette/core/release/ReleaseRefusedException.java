package dev.vedette.core.release;

import java.util.Locale;

/** A release may not serve. The message names the fact and what to do. */
public final class ReleaseRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why, in one word: fit for a metric's label. */
  public enum Reason {
    /** The record is no release, or not one this version understands. */
    UNREADABLE,
    /** It has no signature. */
    UNSIGNED,
    /** No key of that name is trusted here. */
    UNKNOWN_KEY,
    /** The signature does not match the bytes. */
    BAD_SIGNATURE,
    /** Its sequence is not above the last one that was decided. */
    REPLAYED,
    /** It asks for what this version cannot do. */
    UNSUPPORTED,
    /** It fits on a graph that does not serve. */
    WRONG_BASE,
    /** Its artefact cannot be fetched. */
    UNREACHABLE,
    /** Its artefact has another length or hash, or is not what its manifest says. */
    DAMAGED,
    /** It does not load here, or answers its golden inputs wrongly. */
    FAILED_SELF_TEST,
    /** It takes longer than its limit. */
    TOO_SLOW,
    /** It judges too many events differently. */
    DISAGREES,
    /** It finds too many or too few events positive. */
    IMPLAUSIBLE,
    /** Its trial did not see enough events in time. */
    UNDECIDED,
    /** A newer one came before it was decided. */
    SUPERSEDED;

    /** As it is spelt in topics and metrics: {@code bad-signature}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;

  public ReleaseRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ReleaseRefusedException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
