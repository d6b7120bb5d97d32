package dev.vedette.core.money;

import dev.vedette.core.brain.TokenUsage;

/** Tokens and what they cost. */
public record Bill(TokenUsage usage, long micros) {
  public Bill {
    if (micros < 0) {
      throw new IllegalArgumentException("micros < 0: " + micros);
    }
  }
}
