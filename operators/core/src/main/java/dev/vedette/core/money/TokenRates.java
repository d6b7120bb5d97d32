package dev.vedette.core.money;

import dev.vedette.core.brain.TokenUsage;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What one token of each class costs, in micro-dollars, which is US dollars for a million of them.
 *
 * @param input of the prompt and of pictures, neither read from a cache nor written to it
 * @param cachedInput read from the provider's cache
 * @param cacheWrite written to it
 * @param output of the answer
 * @param reasoning written before the answer
 */
public record TokenRates(
    BigDecimal input,
    BigDecimal cachedInput,
    BigDecimal cacheWrite,
    BigDecimal output,
    BigDecimal reasoning)
    implements Serializable {
  public TokenRates {
    notNegative("input", input);
    notNegative("cached input", cachedInput);
    notNegative("cache write", cacheWrite);
    notNegative("output", output);
    notNegative("reasoning", reasoning);
  }

  /** Where a token that is written to the cache costs as any other, and reasoning as an answer. */
  public static TokenRates of(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
    return new TokenRates(input, cachedInput, input, output, output);
  }

  /** Exact. */
  BigDecimal microsOf(TokenUsage usage) {
    return product(input, usage.freshInput())
        .add(product(cachedInput, usage.cachedInput()))
        .add(product(cacheWrite, usage.cacheWrite()))
        .add(product(output, usage.output()))
        .add(product(reasoning, usage.reasoning()));
  }

  /**
   * So many tokens, each side of them in the class that costs most. Nothing says that reading from
   * a cache is the cheaper way, or that reasoning costs as much as an answer.
   */
  TokenUsage dearest(long inputTokens, long outputTokens) {
    BigDecimal dearestInput = input.max(cachedInput).max(cacheWrite);
    boolean isFresh = input.compareTo(dearestInput) == 0;
    boolean isCached = !isFresh && cachedInput.compareTo(dearestInput) == 0;
    boolean isReasoning = reasoning.compareTo(output) > 0;
    return new TokenUsage(
        isFresh ? inputTokens : 0,
        isCached ? inputTokens : 0,
        isFresh || isCached ? 0 : inputTokens,
        isReasoning ? 0 : outputTokens,
        isReasoning ? outputTokens : 0);
  }

  private static BigDecimal product(BigDecimal micros, long count) {
    return micros.multiply(BigDecimal.valueOf(count));
  }

  static void notNegative(String what, BigDecimal micros) {
    if (micros.signum() < 0) {
      throw new IllegalArgumentException(what + " price < 0: " + micros);
    }
  }
}
