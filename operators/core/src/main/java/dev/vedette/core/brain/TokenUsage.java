package dev.vedette.core.brain;

/**
 * Tokens that a provider billed, in classes that do not overlap, whatever the provider's own counts
 * include in one another.
 *
 * @param freshInput prompt and picture tokens that were not read from a cache
 * @param cachedInput prompt tokens read from the provider's cache
 * @param output tokens written, reasoning included
 */
public record TokenUsage(long freshInput, long cachedInput, long output) {
  public TokenUsage {
    if (freshInput < 0 || cachedInput < 0 || output < 0) {
      throw new IllegalArgumentException(
          "tokens < 0: %d, %d, %d".formatted(freshInput, cachedInput, output));
    }
  }
}
