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
 * @param hourCacheWrite written to it for an hour, where that costs something else
 * @param output of the answer
 * @param reasoning written before the answer
 */
public record TokenRates(
    BigDecimal input,
    BigDecimal cachedInput,
    BigDecimal cacheWrite,
    BigDecimal hourCacheWrite,
    BigDecimal output,
    BigDecimal reasoning)
    implements Serializable {
  public TokenRates {
    notNegative("input", input);
    notNegative("cached input", cachedInput);
    notNegative("cache write", cacheWrite);
    notNegative("cache write for an hour", hourCacheWrite);
    notNegative("output", output);
    notNegative("reasoning", reasoning);
  }

  /** Where it costs the same however long something stays in the cache. */
  public TokenRates(
      BigDecimal input,
      BigDecimal cachedInput,
      BigDecimal cacheWrite,
      BigDecimal output,
      BigDecimal reasoning) {
    this(input, cachedInput, cacheWrite, cacheWrite, output, reasoning);
  }

  /** Where a token that is written to the cache costs as any other, and reasoning as an answer. */
  public static TokenRates of(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {
    return new TokenRates(input, cachedInput, input, output, output);
  }

  TokenRates times(BigDecimal factor) {
    return new TokenRates(
        input.multiply(factor),
        cachedInput.multiply(factor),
        cacheWrite.multiply(factor),
        hourCacheWrite.multiply(factor),
        output.multiply(factor),
        reasoning.multiply(factor));
  }

  /**
   * Exact.
   *
   * @param forAnHour how many of the tokens that were written to the cache stay there so long
   */
  BigDecimal microsOf(TokenUsage usage, long forAnHour) {
    return product(input, usage.freshInput())
        .add(product(cachedInput, usage.cachedInput()))
        .add(product(cacheWrite, usage.cacheWrite() - forAnHour))
        .add(product(hourCacheWrite, forAnHour))
        .add(product(output, usage.output()))
        .add(product(reasoning, usage.reasoning()));
  }

  /**
   * So many tokens, each side of them in the class that costs most. Nothing says that reading from
   * a cache is the cheaper way, or that reasoning costs as much as an answer.
   */
  TokenUsage dearest(long inputTokens, long outputTokens) {
    BigDecimal dearestInput = dearestInput();
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

  /** What so many cost in those classes; all that is written to a cache stays there for an hour. */
  BigDecimal microsAtMost(long inputTokens, long outputTokens) {
    return product(dearestInput(), inputTokens).add(product(output.max(reasoning), outputTokens));
  }

  private BigDecimal dearestInput() {
    return input.max(cachedInput).max(cacheWrite).max(hourCacheWrite);
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
