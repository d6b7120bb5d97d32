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

  /**
   * Of providers whose input includes what was read from the cache, and whose output includes
   * reasoning; null if they cannot be true.
   */
  public static @Nullable TokenUsage inclusive(
      JsonNode input, JsonNode cached, JsonNode output, JsonNode reasoning) {
    if (!isWithin(cached, input) || !isWithin(reasoning, output)) {
      return null;
    }
    int cachedTokens = cached.asInt(0);
    int reasoned = reasoning.asInt(0);
    return new TokenUsage(
        input.intValue() - cachedTokens, cachedTokens, 0, output.intValue() - reasoned, reasoned);
  }

  /**
   * Of providers whose input includes what was read from the cache, and who count reasoning beside
   * the output; null if they cannot be true. Of the two at least one has to be there.
   */
  public static @Nullable TokenUsage reasoningApart(
      JsonNode input, JsonNode cached, JsonNode output, JsonNode reasoning) {
    if (!isWithin(cached, input)
        || !isCountOrNone(output)
        || !isCountOrNone(reasoning)
        || !(isCount(output) || isCount(reasoning))) {
      return null;
    }
    int cachedTokens = cached.asInt(0);
    return new TokenUsage(
        input.intValue() - cachedTokens, cachedTokens, 0, output.asInt(0), reasoning.asInt(0));
  }

  private static boolean isWithin(JsonNode part, JsonNode whole) {
    return isCount(whole) && isCountOrNone(part) && part.asInt(0) <= whole.intValue();
  }

  public static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
  }

  /** Whether it is a count, or is left out because there is nothing to count. */
  public static boolean isCountOrNone(JsonNode node) {
    return node.isMissingNode() || node.isNull() || isCount(node);
  }
}
