package dev.vedette.core.brain;

import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that gave no answer: why, and whether it may be on the bill all the same. */
public final class BrainException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is known of the bill. */
  public enum Billing {
    /** Not one byte of the request left, or the provider refused without billing. */
    NOT_BILLED,
    /** The request left; nobody here can tell whether it was billed. */
    UNKNOWN,
    /** The model did its work, and what that costs is known, but there is no answer in it. */
    BILLED
  }

  /** Whose trouble it is, and so what the call says of the next one. */
  public enum Blame {
    /** This question's alone: the next one may be answered. */
    QUESTION,
    /** The road's or the brain's, for a while. */
    ROAD,
    /** Too much is asked at once: fewer calls would be answered. */
    LOAD,
    /** Somebody has to mend it first, such as a key, or an account without credit. */
    SETUP
  }

  private final Reason reason;
  private final Billing billing;
  private final Blame blame;
  private final long sentBytes;
  private final @Nullable Duration askAgainAfter;
  private final transient @Nullable Answer written;

  /** A call that would end the same way if it were made again, because of what was asked. */
  public BrainException(
      Reason reason, Billing billing, long sentBytes, String message, @Nullable Throwable cause) {
    this(reason, billing, Blame.QUESTION, sentBytes, message, cause, null, null);
  }

  private BrainException(
      Reason reason,
      Billing billing,
      Blame blame,
      long sentBytes,
      @Nullable String message,
      @Nullable Throwable cause,
      @Nullable Duration askAgainAfter,
      @Nullable Answer written) {
    super(message, cause);
    if ((billing == Billing.BILLED) != (written != null)) {
      throw new IllegalArgumentException(
          "%s, and what was written is %s"
              .formatted(billing, written == null ? "not known" : "known"));
    }
    this.reason = reason;
    this.billing = billing;
    this.blame = blame;
    this.sentBytes = sentBytes;
    this.askAgainAfter = askAgainAfter;
    this.written = written;
  }

  /**
   * A call on which the model wrote something else than an answer, or kept it back.
   *
   * @param written what that was, and what it cost
   * @param message what is wrong with it
   */
  public static BrainException useless(Answer written, String message) {
    if (written.isUseful()) {
      throw new IllegalArgumentException("useful after all: " + written.opinion());
    }
    return new BrainException(
        Reason.REFUSED,
        Billing.BILLED,
        Blame.QUESTION,
        written.sentBytes(),
        message,
        null,
        null,
        written);
  }

  /**
   * The same for a call that may be answered when it is made again.
   *
   * @param wait how long the provider wants to be left alone; 0 if it does not say
   */
  public BrainException thatPassesAfter(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("wait < 0: " + wait);
    }
    return new BrainException(
        reason, billing, blame, sentBytes, getMessage(), getCause(), wait, written);
  }

  /** The same with somebody else's trouble behind it. */
  public BrainException blamedOn(Blame other) {
    return new BrainException(
        reason, billing, other, sentBytes, getMessage(), getCause(), askAgainAfter, written);
  }

  public Reason reason() {
    return reason;
  }

  public Billing billing() {
    return billing;
  }

  /** What the model wrote, and what that cost; there exactly where it is known to be billed. */
  public Optional<Answer> written() {
    return Optional.ofNullable(written);
  }

  public Blame blame() {
    return blame;
  }

  /** How long to wait at least before asking again; empty if that cannot help. */
  public Optional<Duration> askAgainAfter() {
    return Optional.ofNullable(askAgainAfter);
  }

  /** Bytes of the request's body that may have left the site. */
  public long sentBytes() {
    return sentBytes;
  }
}
