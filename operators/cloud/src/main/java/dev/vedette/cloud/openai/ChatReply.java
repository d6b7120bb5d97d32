package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.JsonReply;
import dev.vedette.cloud.protocol.TokenCounts;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chat completion.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">OpenAI: The chat
 *     completion object</a>
 */
final class ChatReply {
  private ChatReply() {}

  static Completion read(JsonReply json) throws BrainException {
    JsonNode root = json.root();
    @Nullable TokenUsage usage = usage(root.path("usage"));
    if (!root.path("choices").isArray()) {
      String said = ErrorObject.in(root).message();
      throw json.unreadable("an answer without choices: " + said, usage);
    }
    JsonNode choice = root.path("choices").path(0);
    String content = choice.path("message").path("content").asText("");
    Optional<String> refusal = refusal(choice, content);
    if (refusal.isPresent()) {
      throw json.keptBack(refusal.get(), usage);
    }
    return json.completion(content, usage, json.requestId("x-request-id", "id"));
  }

  /** Why there is no answer in the answer. */
  private static Optional<String> refusal(JsonNode choice, String content) {
    String said = choice.path("message").path("refusal").asText("");
    String finish = choice.path("finish_reason").asText("");
    if (choice.isMissingNode()) {
      return Optional.of("no choices");
    } else if (!said.isEmpty()) {
      return Optional.of("the model refuses: " + said);
    } else if (finish.equals("content_filter")) {
      return Optional.of("kept back by a content filter");
    } else if (content.isBlank() && finish.equals("length")) {
      return Optional.of("all output tokens spent before the answer: raise maxOutputTokens");
    }
    return Optional.empty();
  }

  /** The prompt includes what was read from the cache, the completion the reasoning. */
  private static @Nullable TokenUsage usage(JsonNode usage) {
    JsonNode output = usage.path("completion_tokens");
    return TokenCounts.isCount(output)
        ? TokenCounts.inclusive(
            usage.path("prompt_tokens"),
            usage.path("prompt_tokens_details").path("cached_tokens"),
            output.longValue())
        : null;
  }
}
