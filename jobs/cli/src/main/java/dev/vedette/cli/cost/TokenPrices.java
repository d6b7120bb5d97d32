package dev.vedette.cli.cost;

import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Price;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What tokens cost, for exports that say no amounts.
 *
 * @param prices by the models' names
 * @param isInclusive whether input includes what was read from a cache and written to one, and
 *     output the reasoning, as OpenAI counts
 */
record TokenPrices(Map<String, Price> prices, boolean isInclusive) {
  TokenPrices {
    prices = Map.copyOf(prices);
  }

  BigDecimal micros(
      String model, long input, long cached, long cacheWrite, long output, long reasoning)
      throws UnusableRowException {
    Price price = prices.get(model);
    if (price == null) {
      throw new UnusableRowException(
          "no price for the model '%s': name a table that has it with --prices".formatted(model));
    }
    if (price.microsPerPicture().signum() != 0) {
      throw new UnusableRowException(
          "'%s' has a price for each picture, which tokens do not tell: have costs exported"
              .formatted(model));
    }
    long fresh = isInclusive ? input - cached - cacheWrite : input;
    long answer = isInclusive ? output - reasoning : output;
    if (fresh < 0 || answer < 0) {
      throw new UnusableRowException(
          "more tokens are cached, or reasoned, than there are: without --inclusive, classes are"
              + " counted beside one another");
    }
    return BigDecimal.valueOf(
        price.microsOf(new TokenUsage(fresh, cached, cacheWrite, answer, reasoning)));
  }
}
