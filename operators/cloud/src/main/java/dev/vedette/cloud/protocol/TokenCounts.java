package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.core.brain.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as providers write them. A count that is left out, or null, is none; one that is no
 * count makes the whole of them unbelievable, so that the worst case is counted and never too
 * little.
 */
public final class TokenCounts {
  private TokenCounts() {}

  /** Of providers whose input includes what was read from the cache; null if they are not true. */
  public static @Nullable TokenUsage inclusive(JsonNode input, JsonNode cached, long output) {
    if (!isCount(input) || !isCountOrNone(cached) || cached.asInt(0) > input.intValue()) {
      return null;
    }
    int cachedTokens = cached.asInt(0);
    return new TokenUsage(input.intValue() - cachedTokens, cachedTokens, output);
  }

  public static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
  }

  /** Whether it is a count, or is left out because there is nothing to count. */
  public static boolean isCountOrNone(JsonNode node) {
    return node.isMissingNode() || node.isNull() || isCount(node);
  }
}
