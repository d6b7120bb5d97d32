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
    @Nullable BigDecimal hourCacheWrite,
    @Nullable BigDecimal output,
    @Nullable BigDecimal reasoning) {
  static final GivenRates NONE = new GivenRates(null, null, null, null, null, null);

  /**
   * A price for every class: what is read from a cache or written to it costs as any input where
   * nothing else is said, and reasoning as an answer.
   *
   * @param unsaidWrite how many times as much as input it costs to write to a cache where nothing
   *     is said of that
   */
  TokenRates complete(BigDecimal unsaidWrite) {
    if (input == null || output == null) {
      throw new IllegalArgumentException("no price for " + (input == null ? "input" : "output"));
    }
    BigDecimal unsaid = input.multiply(unsaidWrite);
    BigDecimal write = cacheWrite == null ? unsaid : cacheWrite;
    return new TokenRates(
        input,
        cachedInput == null ? input : cachedInput,
        write,
        hourCacheWrite == null ? write.max(unsaid) : hourCacheWrite,
        output,
        reasoning == null ? output : reasoning);
  }

  /**
   * The same of a tier: a class that it does not name costs what it costs below, and no less than
   * the side of the tier that it is part of.
   */
  TokenRates above(TokenRates below, BigDecimal unsaidWrite) {
    TokenRates own =
        new GivenRates(
                input == null ? below.input() : input,
                cachedInput,
                cacheWrite,
                hourCacheWrite,
                output == null ? below.output() : output,
                reasoning)
            .complete(unsaidWrite);
    boolean isInput = input != null;
    BigDecimal write = unlessSaid(cacheWrite, isInput, own.cacheWrite(), below.cacheWrite());
    return new TokenRates(
        own.input(),
        unlessSaid(cachedInput, isInput, own.cachedInput(), below.cachedInput()),
        write,
        unlessSaid(
            hourCacheWrite,
            isInput || cacheWrite != null,
            own.hourCacheWrite(),
            below.hourCacheWrite()),
        own.output(),
        unlessSaid(reasoning, output != null, own.reasoning(), below.reasoning()));
  }

  private static BigDecimal unlessSaid(
      @Nullable BigDecimal said, boolean isSideSaid, BigDecimal own, BigDecimal below) {
    if (said != null) {
      return said;
    }
    return isSideSaid ? below.max(own) : below;
  }
}
