package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.core.brain.TokenUsage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as providers write them. A count that is left out, or null, is none; one that is no
 * count makes the whole of them unbelievable, so that the worst case is counted and never too
 * little.
 */
public final class TokenCounts {
  private TokenCounts() {}

  /**
   * Of providers whose input includes what was read from the cache; null if they cannot be true.
   *
   * @param outputs counts that are added; one of them has to be there
   */
  public static @Nullable TokenUsage inclusive(
      JsonNode input, JsonNode cached, JsonNode... outputs) {
    if (!isCount(input)
        || !isCountOrNone(cached)
        || cached.asInt(0) > input.intValue()
        || !Arrays.stream(outputs).allMatch(TokenCounts::isCountOrNone)
        || Arrays.stream(outputs).noneMatch(TokenCounts::isCount)) {
      return null;
    }
    int cachedTokens = cached.asInt(0);
    long output = Arrays.stream(outputs).mapToLong(JsonNode::asLong).sum();
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
