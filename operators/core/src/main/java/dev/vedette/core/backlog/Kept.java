package dev.vedette.core.backlog;

import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A question that is kept, as far as the job remembers it: enough to close it. What would be shown
 * to the brain is where it is kept.
 *
 * @param question without its payload
 * @param partition of the topic in which it is kept
 * @param bytes that it takes up there
 * @param restsUntil nobody is asked again before that
 */
public record Kept(Question question, int partition, long offset, int bytes, Instant restsUntil) {
  private static final int LONGEST_REST_EXPONENT = 6;

  /** A question that was kept at a place and at a time. */
  public static Kept at(int partition, long offset, int bytes, Question question, Instant time) {
    return new Kept(
        question.withoutPayload(),
        partition,
        offset,
        bytes,
        time.plus(rest(plan(question).round())));
  }

  /** The same after another round in vain. */
  Kept after(int round, Reason reason, Instant time) {
    Question again = question.inRound(round, reason);
    return new Kept(again, partition, offset, bytes, time.plus(rest(round)))
        .restingUntil(restsUntil);
  }

  /** The same, but nobody is asked before that. */
  Kept restingUntil(Instant time) {
    return time.isAfter(restsUntil) ? new Kept(question, partition, offset, bytes, time) : this;
  }

  /** None after the first round, in which nobody may have been asked; then longer and longer. */
  private static Duration rest(int round) {
    return round < 2
        ? Duration.ZERO
        : Duration.ofSeconds(1L << Math.min(round - 1, LONGEST_REST_EXPONENT));
  }

  public String inferenceId() {
    return question.inferenceId();
  }

  public int priority() {
    return plan(question).priority();
  }

  public int round() {
    return plan(question).round();
  }

  /** When nobody wants an answer any more. */
  public Instant until() {
    return plan(question).until();
  }

  private static Deferral plan(Question question) {
    return Objects.requireNonNull(question.deferral(), "a question without a plan is not kept");
  }
}
