package dev.vedette.cloud.protocol;

import dev.vedette.core.brain.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What the model wrote, and how many tokens that took.
 *
 * @param usage null where the server counts no tokens
 * @param requestId the provider's name for the call; empty where it gave none
 * @param simulated whether the provider says of itself that it is a simulated one
 */
public record Completion(
    String content, @Nullable TokenUsage usage, String requestId, boolean simulated) {
  public Completion {
    if (content.isBlank()) {
      throw new IllegalArgumentException("a completion of nothing: " + requestId);
    }
  }
}
