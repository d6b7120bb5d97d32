package dev.vedette.core.backlog;

import dev.vedette.core.brain.Deferral;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A question that is kept, as far as the job remembers it: enough to close it. What would be shown
 * to the brain is where it is kept.
 *
 * @param question without its payload
 * @param partition of the topic in which it is kept
 * @param bytes that it takes up there
 * @param asked rounds after the first in which it was asked in vain: the more, the longer it rests
 * @param restsUntil nobody is asked again before that
 */
public record Kept(
    Question question, int partition, long offset, int bytes, int asked, Instant restsUntil) {
  private static final int LONGEST_REST_EXPONENT = 6;

  /**
   * Why a round is in vain though nobody was asked, or somebody was who refused at once: it says
   * nothing of the question, and the road or the account sees to it that it is not too often.
   */
  private static final Set<Reason> NOT_ASKED =
      Set.of(
          Reason.BREAKER_OPEN,
          Reason.SATURATED,
          Reason.RATE_LIMITED,
          Reason.EDGE_MODE,
          Reason.BUDGET_EXHAUSTED);

  /** A question that was kept at a place and at a time. */
  public static Kept at(int partition, long offset, int bytes, Question question, Instant time) {
    int asked = plan(question).round() - 1;
    return new Kept(
        question.withoutPayload(), partition, offset, bytes, asked, time.plus(rest(asked)));
  }

  /** The same after another round in vain. */
  Kept after(int round, Reason reason, Instant time) {
    int times = NOT_ASKED.contains(reason) ? asked : asked + round - round();
    Question again = question.inRound(round, reason);
    return new Kept(again, partition, offset, bytes, times, time.plus(rest(Math.max(1, times))))
        .restingUntil(restsUntil);
  }

  /** The same, but nobody is asked before that. */
  Kept restingUntil(Instant time) {
    return time.isAfter(restsUntil)
        ? new Kept(question, partition, offset, bytes, asked, time)
        : this;
  }

  /** None after the first round, in which nobody may have been asked; then longer and longer. */
  private static Duration rest(int asked) {
    return asked == 0
        ? Duration.ZERO
        : Duration.ofSeconds(1L << Math.min(asked, LONGEST_REST_EXPONENT));
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
