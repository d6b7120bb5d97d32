package dev.vedette.cloud.price;

import dev.vedette.core.money.TokenRates;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The classes of tokens that a table gives a price, in micro-dollars a token; null for those it
 * says nothing of.
 */
public record GivenRates(
    @Nullable BigDecimal input,
    @Nullable BigDecimal cachedInput,
    @Nullable BigDecimal cacheWrite,
    @Nullable BigDecimal output,
    @Nullable BigDecimal reasoning) {
  /** These, and what is below them where they say nothing. */
  GivenRates over(GivenRates below) {
    return new GivenRates(
        input == null ? below.input : input,
        cachedInput == null ? below.cachedInput : cachedInput,
        cacheWrite == null ? below.cacheWrite : cacheWrite,
        output == null ? below.output : output,
        reasoning == null ? below.reasoning : reasoning);
  }

  /**
   * A price for every class: what is read from a cache or written to it costs as any input where
   * nothing else is said, and reasoning as an answer.
   */
  TokenRates complete() {
    if (input == null || output == null) {
      throw new IllegalArgumentException("no price for " + (input == null ? "input" : "output"));
    }
    return new TokenRates(
        input,
        cachedInput == null ? input : cachedInput,
        cacheWrite == null ? input : cacheWrite,
        output,
        reasoning == null ? output : reasoning);
  }
}
