package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.core.brain.TokenUsage;
import java.util.Optional;

/** Reads the tokens that OpenAI's {@code usage} counts. */
final class Usage {
  private Usage() {}

  /** Empty where there is no usage, or none that can be true. */
  static Optional<TokenUsage> in(JsonNode answer) {
    JsonNode usage = answer.path("usage");
    JsonNode prompt = usage.path("prompt_tokens");
    JsonNode output = usage.path("completion_tokens");
    JsonNode cached = usage.path("prompt_tokens_details").path("cached_tokens");
    if (!isCount(prompt) || !isCount(output)) {
      return Optional.empty();
    }
    // The prompt includes what was read from the cache, the output the reasoning.
    int cachedTokens = isCount(cached) ? cached.intValue() : 0;
    return cachedTokens > prompt.intValue()
        ? Optional.empty()
        : Optional.of(
            new TokenUsage(prompt.intValue() - cachedTokens, cachedTokens, output.intValue()));
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0;
  }
}
