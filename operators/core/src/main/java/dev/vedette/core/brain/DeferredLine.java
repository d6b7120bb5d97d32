package dev.vedette.core.brain;

import dev.vedette.core.verdict.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal of what is kept, about one question: that it is kept, here; that it was
 * asked again in vain and is kept where it stands; or that it has ended.
 *
 * @param deviceKey of the device that it is about; the lines about one question are in order, since
 *     each follows the reading of the one before
 * @param question where it is kept here
 * @param round how many have been in vain; 0 where it has ended
 * @param reason why the last round was; null where it has ended
 */
public record DeferredLine(
    String inferenceId,
    String deviceKey,
    @Nullable Question question,
    int round,
    @Nullable Reason reason) {
  public DeferredLine {
    if ((round > 0) != (reason != null) || (question != null && !question.isKept())) {
      throw new IllegalArgumentException(
          "round %d for reason %s: %s".formatted(round, reason, inferenceId));
    }
  }

  public static DeferredLine kept(Question question) {
    Deferral plan = Objects.requireNonNull(question.deferral());
    return new DeferredLine(
        question.inferenceId(),
        question.header().deviceKey(),
        question,
        plan.round(),
        plan.reason());
  }

  /** It was asked again without an answer. */
  public static DeferredLine inVain(Question question, Reason reason) {
    return new DeferredLine(
        question.inferenceId(),
        question.header().deviceKey(),
        null,
        Objects.requireNonNull(question.deferral()).round() + 1,
        reason);
  }

  /** It was answered, or closed; also one that was not kept after all. */
  public static DeferredLine ended(Question question) {
    return new DeferredLine(question.inferenceId(), question.header().deviceKey(), null, 0, null);
  }

  /** The same without what would be shown to the brain, which stays where the line is. */
  public DeferredLine withoutPayload() {
    return question == null
        ? this
        : new DeferredLine(inferenceId, deviceKey, question.withoutPayload(), round, reason);
  }
}
