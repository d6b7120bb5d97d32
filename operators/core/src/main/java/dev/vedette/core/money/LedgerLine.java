package dev.vedette.core.money;

import dev.vedette.core.brain.Answer;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger. Lines are only ever appended; what they add up to is a fold that gives
 * the same result however often a line is read.
 *
 * @param accountKey the line's key in the topic: the account's root
 * @param micros worst case for {@code DISPATCHED} and {@code UNKNOWN}, the price for {@code
 *     SETTLED}, what the provider billed for {@code RECONCILED}, what the events would have cost
 *     for {@code AVOIDED}, 0 otherwise
 * @param answer of a settled call, so that it is never paid for twice; a useless one was paid for
 *     and is never used
 * @param epoch of an {@code EPOCH} line
 * @param grant of an {@code ENDED} line
 * @param avoided of an {@code AVOIDED} line
 * @param evidence of a {@code RECONCILED} line
 * @param repeats of a {@code REPEATED} line
 */
public record LedgerLine(
    Entry entry,
    String accountKey,
    Instant at,
    long micros,
    @Nullable LedgerCall call,
    @Nullable Answer answer,
    @Nullable Reason reason,
    @Nullable String epoch,
    @Nullable LedgerGrant grant,
    @Nullable AvoidedCost avoided,
    @Nullable BillingEvidence evidence,
    @Nullable Repeats repeats) {

  /** What a line says. */
  public enum Entry {
    /** A reader of the ledger has started; it knows all before this line once it has read it. */
    EPOCH,
    /** Written before the first byte of a call leaves. */
    DISPATCHED,
    /** Written when the answer is here, useful or not, before anybody sees it. */
    SETTLED,
    /** The call was certainly not billed. */
    RELEASED,
    /** The call may have been billed; counted at its worst case until it is reconciled. */
    UNKNOWN,
    /** The provider's books say what the call cost, which is the last word on it. */
    RECONCILED,
    /** No call will begin under a grant any more. */
    ENDED,
    /** What was not asked within a minute. */
    AVOIDED,
    /** The episode of an answered question is over, and so many events have repeated it. */
    REPEATED;

    private boolean isAboutACall() {
      return this != EPOCH && this != ENDED && this != AVOIDED && this != REPEATED;
    }
  }

  /**
   * Ten million dollars. No call costs so much: a line that says so is damaged, and must not be
   * added up.
   */
  public static final long MOST_MICROS_OF_A_CALL = 10_000_000_000_000L;

  public LedgerLine {
    if (micros < 0) {
      throw new IllegalArgumentException("micros < 0: " + micros);
    }
    if (entry.isAboutACall() && micros > MOST_MICROS_OF_A_CALL) {
      throw new IllegalArgumentException("no call costs so many micro-dollars: " + micros);
    }
    only(entry.isAboutACall(), call, entry, "call");
    only(entry == Entry.EPOCH, epoch, entry, "epoch");
    only(entry == Entry.SETTLED, answer, entry, "answer");
    only(entry == Entry.ENDED, grant, entry, "grant");
    only(entry == Entry.AVOIDED, avoided, entry, "avoided cost");
    only(entry == Entry.RECONCILED, evidence, entry, "evidence");
    only(entry == Entry.REPEATED, repeats, entry, "repeats");
  }

  private static void only(boolean isWanted, @Nullable Object part, Entry entry, String name) {
    if (isWanted != (part != null)) {
      throw new IllegalArgumentException(
          "%s line %s %s".formatted(entry, isWanted ? "without" : "with", name));
    }
  }

  public static LedgerLine epoch(String key, String epoch, Instant at) {
    return new LedgerLine(Entry.EPOCH, key, at, 0, null, null, null, epoch, null, null, null, null);
  }

  public static LedgerLine dispatched(
      Account account, LedgerCall call, long worstCaseMicros, Instant at) {
    return about(Entry.DISPATCHED, account, at, worstCaseMicros, call, null);
  }

  public static LedgerLine settled(Account account, LedgerCall call, Answer answer, Instant at) {
    return new LedgerLine(
        Entry.SETTLED,
        account.root(),
        at,
        answer.costMicros(),
        call,
        answer,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static LedgerLine released(Account account, LedgerCall call, Reason reason, Instant at) {
    return about(Entry.RELEASED, account, at, 0, call, reason);
  }

  public static LedgerLine unknown(
      Account account, LedgerCall call, long worstCaseMicros, Reason reason, Instant at) {
    return about(Entry.UNKNOWN, account, at, worstCaseMicros, call, reason);
  }

  /**
   * The provider's word on a call.
   *
   * @param evidence where it stands
   */
  public static LedgerLine reconciled(
      Account account, LedgerCall call, long billedMicros, BillingEvidence evidence, Instant at) {
    return new LedgerLine(
        Entry.RECONCILED,
        account.root(),
        at,
        billedMicros,
        call,
        null,
        null,
        null,
        null,
        null,
        evidence,
        null);
  }

  public static LedgerLine ended(Account account, LedgerGrant grant, Instant at) {
    return new LedgerLine(
        Entry.ENDED, account.root(), at, 0, null, null, null, null, grant, null, null, null);
  }

  /**
   * What was avoided in a minute.
   *
   * @param micros what the calls would have cost
   */
  public static LedgerLine avoided(AvoidedCost avoided, long micros, Instant at) {
    return new LedgerLine(
        Entry.AVOIDED,
        avoided.tenant(),
        at,
        micros,
        null,
        null,
        null,
        null,
        null,
        avoided,
        null,
        null);
  }

  /** How many events an answer stands for, beside its own. */
  public static LedgerLine repeated(String tenant, Repeats repeats, Instant at) {
    return new LedgerLine(
        Entry.REPEATED, tenant, at, 0, null, null, null, null, null, null, null, repeats);
  }

  /** The same under the root of its account; lines from before budgets stand under the account. */
  public LedgerLine underItsRoot() {
    return call == null || call.tenant().equals(accountKey)
        ? this
        : new LedgerLine(
            entry,
            call.tenant(),
            at,
            micros,
            call,
            answer,
            reason,
            epoch,
            grant,
            avoided,
            evidence,
            repeats);
  }

  /** The inference that it is about, if it is about one. */
  public Optional<String> inferenceId() {
    if (call != null) {
      return Optional.of(call.inferenceId());
    }
    return Optional.ofNullable(grant).map(LedgerGrant::inferenceId);
  }

  private static LedgerLine about(
      Entry entry,
      Account account,
      Instant at,
      long micros,
      LedgerCall call,
      @Nullable Reason reason) {
    return new LedgerLine(
        entry, account.root(), at, micros, call, null, reason, null, null, null, null, null);
  }
}
