package dev.vedette.core.brain;

import dev.vedette.core.budget.Reservation;
import dev.vedette.core.gate.LabelRules;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.RateCap;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.VerdictPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask, and what is said to those who may not.
 *
 * <p>Revision 0 of a verdict is the same word in every run: under {@code IMMEDIATE} always the
 * edge's provisional one, whatever is decided after it.
 *
 * @param cap of every account
 * @param policies by tenant and label
 * @param mostBilled once so many calls for one question may have been billed, no other is made
 */
public record Admission(RateCap cap, LabelRules<VerdictPolicy> policies, int mostBilled)
    implements Serializable {
  public Admission {
    if (mostBilled < 1) {
      throw new IllegalArgumentException("mostBilled < 1: " + mostBilled);
    }
  }

  /** What there is to pay with. */
  @FunctionalInterface
  public interface Means {
    /**
     * What can be kept for a question's calls; empty if no budget has enough for one. Nothing is
     * kept before the question is granted.
     */
    Optional<Reservation> enoughFor(Question question, Instant now);
  }

  /**
   * What a question meets.
   *
   * @param theoreticalNanos the cap's state
   * @param foldedTo the ledger has been read up to here, exclusive
   * @param closed why nobody may be asked: it is ordered so, it may not leave, or no road to a
   *     brain has a place; null if one may have
   * @param tooLate why the edge answers if the deadline has passed
   */
  public record Conditions(
      long theoreticalNanos,
      JournalPosition foldedTo,
      @Nullable Reason closed,
      Reason tooLate,
      Means means) {}

  /** What becomes of a question. */
  public sealed interface Decision {
    /**
     * It may be asked.
     *
     * @param theoreticalNanos the cap's state after it
     */
    record Granted(Grant grant, long theoreticalNanos) implements Decision {}

    /** The edge answers, for good or for now. */
    record Denied(Word word, Reason reason) implements Decision {}

    /**
     * The edge answers for good: so much may have been paid for it already, in vain.
     *
     * @param calls that may have been billed
     */
    record GivenUp(Word word, int calls) implements Decision {}

    /** An earlier call was answered, and paid for; this is the last word on it. */
    record Reused(Word word) implements Decision {}

    /** Nobody can tell before the ledger has been read. */
    record Undecided() implements Decision {}
  }

  /** What is said as soon as a question is there, whatever will be decided; once of each. */
  public Optional<Word> firstWord(Question question, Instant now) {
    return policy(question) == VerdictPolicy.IMMEDIATE
            && !question.givesWay()
            && question.stage() != Question.Stage.SETTLED
        ? Optional.of(Word.first(question, now))
        : Optional.empty();
  }

  /**
   * The decision on a question once the ledger has been read.
   *
   * @param known what the ledger says of it
   */
  public Decision decide(
      Question question, JournaledCall known, Conditions conditions, Instant now) {
    Answer paid = known.answer();
    if (paid != null) {
      return reuse(question, paid, now);
    }
    if (known.isRefused()) {
      return denyForGood(question, Reason.REFUSED, now);
    }
    Reason closed = conditions.closed();
    boolean isUnread = question.stage() == Question.Stage.UNREAD;
    if ((!question.hasPayload() && !isUnread) || isOver(question, now)) {
      return denyForGood(question, Reason.ERROR, now);
    }
    if (closed != null && question.isEndedBy(closed)) {
      return denyForGood(question, closed, now);
    }
    if (known.unreleased() >= mostBilled) {
      return new Decision.GivenUp(lastWord(question, Reason.ERROR, now), known.unreleased());
    }
    if (isUnread) {
      return deny(question, Reason.ERROR, now);
    }
    if (!now.isBefore(question.deadline())) {
      return deny(question, conditions.tooLate(), now);
    }
    if (closed != null) {
      return deny(question, closed, now);
    }
    // Half of the burst is for those that are fresh, and about what the gate has found.
    int left = question.givesWay() ? cap.burst() / 2 : 0;
    OptionalLong next = cap.passLeaving(left, conditions.theoreticalNanos(), nanosOf(now));
    if (next.isEmpty()) {
      return deny(question, Reason.RATE_LIMITED, now);
    }
    Optional<Reservation> means = conditions.means().enoughFor(question, now);
    if (means.isEmpty()) {
      return deny(question, Reason.BUDGET_EXHAUSTED, now);
    }
    var grant =
        new Grant(
            question.knowing(known.useless()),
            known.nextAttempt(),
            known.mayHaveBeenBilled(),
            conditions.foldedTo(),
            revision(question),
            means.get());
    return new Decision.Granted(grant, next.getAsLong());
  }

  /**
   * The decision before the ledger has been read. No call may be made yet, but deadlines hold: only
   * right after a start is a paid answer looked for past the deadline, for a while.
   *
   * @param closed as in {@link Conditions}
   */
  public Decision decideUnread(
      Question question,
      JournaledCall known,
      @Nullable Reason closed,
      Instant startedAt,
      Instant now) {
    Answer paid = known.answer();
    if (paid != null) {
      return reuse(question, paid, now);
    }
    boolean tooLate = !now.isBefore(question.deadline());
    if (!tooLate || Duration.between(startedAt, now).compareTo(JournaledBrain.LOOK_UP) < 0) {
      return new Decision.Undecided();
    }
    return closed != null && question.isEndedBy(closed)
        ? denyForGood(question, closed, now)
        : deny(question, Reason.RESTORED, now);
  }

  /**
   * The decision while the ledger has a line about the account that cannot be read. It may be a
   * call, so none is made; what is known to be paid for is used all the same.
   *
   * @param closed as in {@link Conditions}
   */
  public Decision decideBlind(
      Question question, JournaledCall known, @Nullable Reason closed, Instant now) {
    Answer paid = known.answer();
    if (paid != null) {
      return reuse(question, paid, now);
    }
    return closed != null && question.isEndedBy(closed)
        ? denyForGood(question, closed, now)
        : deny(question, Reason.ERROR, now);
  }

  /** A time as the cap counts it. */
  public static long nanosOf(Instant now) {
    return Math.multiplyExact(now.toEpochMilli(), 1_000_000L);
  }

  private Decision reuse(Question question, Answer paid, Instant now) {
    return new Decision.Reused(Word.byCloud(question, revision(question), paid, now, now));
  }

  private Decision deny(Question question, Reason reason, Instant now) {
    return new Decision.Denied(
        Word.byEdge(question, revision(question), reason, now, now, true), reason);
  }

  private Decision denyForGood(Question question, Reason reason, Instant now) {
    return new Decision.Denied(lastWord(question, reason, now), reason);
  }

  private Word lastWord(Question question, Reason reason, Instant now) {
    return Word.byEdge(question, revision(question), reason, now, now, false);
  }

  /** A word on a question that was kept amends the edge's, which was final but for that. */
  private int revision(Question question) {
    return question.isKept() ? VerdictPolicy.AMENDED_REVISION : policy(question).finalRevision();
  }

  private VerdictPolicy policy(Question question) {
    return policies.of(question.account().tenant(), question.account().label());
  }

  private static boolean isOver(Question question, Instant now) {
    Deferral plan = question.deferral();
    return question.isKept() && plan != null && plan.isOver(now);
  }
}
