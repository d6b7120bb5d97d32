package dev.vedette.core.brain;

import dev.vedette.core.budget.Reservation;
import dev.vedette.core.money.JournalPosition;
import dev.vedette.core.money.JournaledCall;
import dev.vedette.core.money.LedgerGrant;
import dev.vedette.core.verdict.Reason;
import java.time.Instant;

/**
 * Leave to ask one question.
 *
 * @param attempt 1 for the first call of this inference
 * @param repeat whether an earlier attempt may have been billed
 * @param foldedTo the ledger had been read up to here, exclusive, when leave was given; what was
 *     written after it is unknown to this grant
 * @param revision of the verdict that the answer becomes
 * @param reservation what may be called, and is paid for in advance
 */
public record Grant(
    Question question,
    int attempt,
    boolean repeat,
    JournalPosition foldedTo,
    int revision,
    Reservation reservation) {
  public Grant {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt < 1: " + attempt);
    }
  }

  public Instant grantedAt() {
    return reservation.grantedAt();
  }

  /** As the ledger names it. */
  public LedgerGrant inLedger() {
    return new LedgerGrant(question.inferenceId(), grantedAt());
  }

  /** Leave for the next call, after one that gave no answer. */
  Grant after(BrainException silence) {
    boolean mayBeBilled = silence.billing() != BrainException.Billing.NOT_BILLED;
    return with(
        question.knowing(silence.written().orElse(null)), attempt + 1, repeat || mayBeBilled);
  }

  /** Leave for one more call while this one's is under way, and may be billed. */
  Grant beside() {
    return with(question, attempt + 1, true);
  }

  /** The same by one who has read on in the ledger. */
  Grant knowing(JournaledCall call) {
    return with(
        question.knowing(call.useless()),
        Math.max(attempt, call.nextAttempt()),
        repeat || call.mayHaveBeenBilled());
  }

  private Grant with(Question next, int nextAttempt, boolean mayRepeat) {
    return new Grant(next, nextAttempt, mayRepeat, foldedTo, revision, reservation);
  }

  /** Nobody has answered, and may do so later. */
  public Word withoutAnswer(Reason reason, Instant now) {
    return Word.byEdge(question, revision, reason, grantedAt(), now, true);
  }

  /** Nobody could be asked, for now or for good. */
  Word closedTo(Reason reason, Instant now) {
    return question.isEndedBy(reason) ? withoutHope(reason, now) : withoutAnswer(reason, now);
  }

  /** Nobody will answer this, now or later. */
  Word withoutHope(Reason reason, Instant now) {
    return Word.byEdge(question, revision, reason, grantedAt(), now, false);
  }

  /**
   * The last call gave no answer. That is for good where the question is to blame, unless what the
   * model wrote can still be repaired.
   */
  Word unanswered(BrainException silence, Instant now) {
    boolean isInVain =
        silence
            .written()
            .map(question::isRefusedBy)
            .orElse(silence.blame() == BrainException.Blame.QUESTION);
    return isInVain ? withoutHope(silence.reason(), now) : withoutAnswer(silence.reason(), now);
  }

  Word answered(Answer answer, Instant now) {
    return Word.byCloud(question, revision, answer, grantedAt(), now);
  }
}
