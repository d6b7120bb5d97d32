package dev.vedette.core.money;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.TokenUsage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of one call, which is one attempt of an inference: a fold over its lines
 * that gives the same result in whatever order and however often they are read.
 *
 * <p>It errs on the side of the bill: of two lines that say different things the dearer counts, and
 * a settled call stays settled whatever else is said of it. Only the provider's word is above that:
 * the latest, where it was heard more than once, as a later export may know what an earlier one did
 * not.
 *
 * @param firstAt when the first of its lines was written, which is before its first byte left
 * @param worstMicros what it can have cost at most; 0 if the line that said so is gone
 * @param released whether it is said that it was certainly not billed
 * @param settled what its answer cost; null without one
 * @param reconciled the provider's word; null if it was never heard
 */
public record BookedCall(
    LedgerCall call,
    Instant firstAt,
    long worstMicros,
    boolean released,
    @Nullable Settled settled,
    @Nullable Reconciled reconciled) {

  private static final Comparator<Settled> DEARER =
      Comparator.comparingLong(Settled::micros)
          .thenComparing(Settled::at)
          .thenComparing(Settled::requestId)
          .thenComparing(Settled::usage, Comparator.comparing(TokenUsage::toString));

  private static final Comparator<Reconciled> LATER =
      Comparator.comparing(Reconciled::at)
          .thenComparing(Reconciled::micros)
          .thenComparing(Reconciled::evidence);

  /** How far the ledger knows what a call cost. */
  public enum Standing {
    /** It may have been billed; counted at its worst case. */
    UNKNOWN,
    /** It was certainly not billed. */
    RELEASED,
    /** It was answered, usefully or not. */
    SETTLED,
    /** The provider's books were asked. */
    RECONCILED
  }

  /**
   * An answer as the books see it.
   *
   * @param requestId the provider's name for the call; empty where it gave none
   * @param simulated whether a simulated provider gave it
   */
  public record Settled(
      long micros, TokenUsage usage, String requestId, Instant at, boolean simulated) {
    private static Settled of(LedgerLine line, Answer answer) {
      return new Settled(
          line.micros(), answer.usage(), answer.requestId(), line.at(), answer.simulated());
    }
  }

  /**
   * What the provider billed.
   *
   * @param evidence where it says so
   */
  public record Reconciled(long micros, String evidence, Instant at) {}

  /**
   * What a single line says.
   *
   * @throws IllegalArgumentException if it is about no call
   */
  static BookedCall of(LedgerLine line) {
    LedgerCall call = line.call();
    if (call == null) {
      throw new IllegalArgumentException("about no call: " + line.entry());
    }
    return of(line, call);
  }

  /** The same, with the line's call in other strings. */
  static BookedCall of(LedgerLine line, LedgerCall call) {
    Answer answer = line.answer();
    BillingEvidence evidence = line.evidence();
    boolean isWorstCase =
        line.entry() == LedgerLine.Entry.DISPATCHED || line.entry() == LedgerLine.Entry.UNKNOWN;
    return new BookedCall(
        call,
        line.at(),
        isWorstCase ? line.micros() : 0,
        line.entry() == LedgerLine.Entry.RELEASED,
        answer == null ? null : Settled.of(line, answer),
        evidence == null ? null : new Reconciled(line.micros(), evidence.place(), line.at()));
  }

  /** With what is said elsewhere of the same call. */
  BookedCall with(BookedCall other) {
    return new BookedCall(
        other.firstAt.isBefore(firstAt) ? other.call : call,
        other.firstAt.isBefore(firstAt) ? other.firstAt : firstAt,
        Math.max(worstMicros, other.worstMicros),
        released || other.released,
        greater(settled, other.settled, DEARER),
        greater(reconciled, other.reconciled, LATER));
  }

  /**
   * When another word of the provider's is said: now, or just after the one before where the clock
   * of whoever said that is ahead. So the later of two is so by their times and by their places.
   */
  public Instant reconciledNext(Instant now) {
    return reconciled == null || reconciled.at.isBefore(now)
        ? now
        : reconciled.at.plus(1, ChronoUnit.MICROS);
  }

  private static <T> @Nullable T greater(
      @Nullable T one, @Nullable T other, Comparator<? super T> order) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return order.compare(one, other) >= 0 ? one : other;
  }

  public Standing standing() {
    if (reconciled != null) {
      return Standing.RECONCILED;
    }
    if (settled != null) {
      return Standing.SETTLED;
    }
    return released ? Standing.RELEASED : Standing.UNKNOWN;
  }

  /** What it is known to have cost; 0 while that is unknown. */
  public long spentMicros() {
    return switch (standing()) {
      case RECONCILED -> Objects.requireNonNull(reconciled).micros();
      case SETTLED -> Objects.requireNonNull(settled).micros();
      case RELEASED, UNKNOWN -> 0;
    };
  }

  /** What it may have cost; 0 once that is known. */
  public long unknownMicros() {
    return isUnknown() ? worstMicros : 0;
  }

  public boolean isUnknown() {
    return standing() == Standing.UNKNOWN;
  }

  /**
   * When it counts, as in a budget: when leave for it was given, however late the rest is said.
   * Lines of older versions do not say that; it was just before the first of them.
   */
  public Instant countsAt() {
    return call.grantedAt().equals(Instant.EPOCH) ? firstAt : call.grantedAt();
  }

  /** The account that it counts in. */
  public Account account() {
    return new Account(call.tenant(), call.deviceClass(), call.label());
  }
}
