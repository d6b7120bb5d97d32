package dev.vedette.core.brain;

/**
 * Tokens that a provider billed, in classes that do not overlap, whatever the provider's own counts
 * include in one another.
 *
 * @param freshInput prompt and picture tokens that were neither read from a cache nor written to it
 * @param cachedInput prompt tokens read from the provider's cache
 * @param cacheWrite prompt tokens that the provider wrote to its cache
 * @param output tokens of the answer
 * @param reasoning tokens written before the answer, where the provider counts them
 */
public record TokenUsage(
    long freshInput, long cachedInput, long cacheWrite, long output, long reasoning) {
  public TokenUsage {
    if (freshInput < 0 || cachedInput < 0 || cacheWrite < 0 || output < 0 || reasoning < 0) {
      throw new IllegalArgumentException(
          "tokens < 0: %d, %d, %d, %d, %d"
              .formatted(freshInput, cachedInput, cacheWrite, output, reasoning));
    }
  }

  /** Of a call that wrote to no cache and did not reason. */
  public TokenUsage(long freshInput, long cachedInput, long output) {
    this(freshInput, cachedInput, 0, output, 0);
  }

  /** All that the model was given, which is what a tier of prices goes by. */
  public long input() {
    return freshInput + cachedInput + cacheWrite;
  }

  /** All tokens together. */
  public long total() {
    return input() + output + reasoning;
  }
}
