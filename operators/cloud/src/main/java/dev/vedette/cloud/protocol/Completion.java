package dev.vedette.cloud.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the model wrote, and how many tokens that took.
 *
 * @param content empty where an answer was kept back
 * @param keptBack why there is none, although the model may have worked; empty if there is one
 * @param usage null where the server counts no tokens
 * @param requestId the provider's name for the call; empty where it gave none
 * @param simulated whether the provider says of itself that it is a simulated one
 */
public record Completion(
    String content, String keptBack, @Nullable Counted usage, String requestId, boolean simulated) {
  public Completion {
    if (content.isBlank() == keptBack.isEmpty()) {
      throw new IllegalArgumentException(
          "either content or a reason why there is none: " + requestId);
    }
  }
}
