package dev.vedette.core.money;

import dev.vedette.core.brain.TokenUsage;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a model's tokens cost, in US dollars per million tokens, which is micro-dollars per token.
 *
 * @param version names this price in the ledger
 */
public record Price(
    String version,
    BigDecimal inputMicrosPerToken,
    BigDecimal cachedInputMicrosPerToken,
    BigDecimal outputMicrosPerToken)
    implements Serializable {
  public Price {
    notNegative("input", inputMicrosPerToken);
    notNegative("cached input", cachedInputMicrosPerToken);
    notNegative("output", outputMicrosPerToken);
  }

  /** Exact, then rounded up to the next whole micro-dollar: never less than the bill. */
  public long microsOf(TokenUsage usage) {
    return inputMicrosPerToken
        .multiply(BigDecimal.valueOf(usage.freshInput()))
        .add(cachedInputMicrosPerToken.multiply(BigDecimal.valueOf(usage.cachedInput())))
        .add(outputMicrosPerToken.multiply(BigDecimal.valueOf(usage.output())))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static void notNegative(String what, BigDecimal micros) {
    if (micros.signum() < 0) {
      throw new IllegalArgumentException(what + " price < 0: " + micros);
    }
  }
}
