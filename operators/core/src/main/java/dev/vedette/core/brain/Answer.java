package dev.vedette.core.brain;

/**
 * The brain's answer, with what it cost.
 *
 * @param text a sentence for people; of a useless one what the model wrote, empty if it wrote
 *     nothing
 * @param costMicros micro-dollars by the price in force when it was asked
 * @param requestId the provider's name for the call; empty where it gave none
 * @param cloudMicros from the first request byte to the last of the answer
 * @param sentBytes size of the request's body
 * @param simulated whether a simulated provider gave it
 */
public record Answer(
    Opinion opinion,
    String text,
    TokenUsage usage,
    long costMicros,
    String provider,
    String model,
    String requestId,
    long cloudMicros,
    long sentBytes,
    boolean simulated) {
  public Answer {
    if (costMicros < 0) {
      throw new IllegalArgumentException("costMicros < 0: " + costMicros);
    }
  }

  /** Whether it says yes or no. One that does not is a call that was paid for, and no more. */
  public boolean isUseful() {
    return opinion != Opinion.UNCLEAR;
  }

  /** Whether the model could be shown what it wrote, and asked for what was wanted. */
  public boolean isRepairable() {
    return !isUseful() && !text.isBlank();
  }
}
