package dev.vedette.core.money;

import java.io.Serializable;

/**
 * What a call's tokens cost, all of them, where its input is large.
 *
 * @param aboveTokens of input; a call of just so many is below
 */
public record PriceTier(long aboveTokens, TokenRates rates) implements Serializable {
  public PriceTier {
    if (aboveTokens < 1) {
      throw new IllegalArgumentException("aboveTokens < 1: " + aboveTokens);
    }
  }
}
