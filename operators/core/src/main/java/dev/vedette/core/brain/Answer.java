package dev.vedette.core.brain;

/**
 * The brain's answer, with what it cost.
 *
 * @param text a sentence for people
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
}
