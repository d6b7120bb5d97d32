package dev.vedette.core.money;

import dev.vedette.core.brain.Brain;
import dev.vedette.core.brain.Question;

/**
 * The call that a ledger line is about.
 *
 * @param attempt 1 for the first call of this inference
 * @param repeat whether an earlier attempt may have been billed as well
 * @param score the gate's
 */
public record LedgerCall(
    String inferenceId,
    int attempt,
    boolean repeat,
    String eventId,
    String tenant,
    String device,
    String deviceClass,
    String label,
    String gate,
    double score,
    String provider,
    String model,
    String priceVersion) {
  public LedgerCall {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempt < 1: " + attempt);
    }
  }

  public static LedgerCall of(Question question, int attempt, boolean repeat, Brain brain) {
    return new LedgerCall(
        question.inferenceId(),
        attempt,
        repeat,
        question.header().eventId(),
        question.header().tenant(),
        question.header().device(),
        question.header().deviceClass(),
        question.judgement().label(),
        question.judgement().gate(),
        question.judgement().score(),
        brain.provider(),
        brain.model(),
        brain.priceVersion());
  }

  /** What the provider is told, to compare its books with ours. */
  public String requestId() {
    return inferenceId + '-' + attempt;
  }
}
