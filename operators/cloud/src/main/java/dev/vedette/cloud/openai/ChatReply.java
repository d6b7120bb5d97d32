package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.Counted;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.JsonReply;
import dev.vedette.cloud.protocol.TokenCounts;
import dev.vedette.core.brain.BrainException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chat completion.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/object">OpenAI: The chat
 *     completion object</a>
 */
final class ChatReply {
  private ChatReply() {}

  /**
   * Reads one.
   *
   * @param lane in which the call was served; empty for the usual one
   */
  static Completion read(JsonReply json, String lane) throws BrainException {
    JsonNode root = json.root();
    @Nullable Counted usage = usage(root.path("usage"), lane);
    String id = json.requestId("x-request-id", "id");
    if (!root.path("choices").isArray()) {
      throw json.unreadable("an answer without choices: " + ErrorObject.in(root).message(), usage);
    }
    JsonNode choice = root.path("choices").path(0);
    if (choice.isMissingNode()) {
      return json.keptBack("no choices", usage, id);
    }
    JsonNode message = choice.path("message");
    String said = message.path("refusal").asText("");
    if (!said.isEmpty()) {
      return json.keptBack("the model refuses: " + said, usage, id);
    }
    String finish = choice.path("finish_reason").asText("");
    if (finish.equals("content_filter")) {
      return json.keptBack("kept back by a content filter", usage, id);
    }
    String content = message.path("content").asText("");
    if (content.isBlank() && finish.equals("length")) {
      return json.spent(usage, id);
    }
    return json.completion(content, usage, id);
  }

  /**
   * The prompt includes what was read from the cache and written to it, the completion the
   * reasoning. Some servers, such as xAI's, count reasoning beside the completion instead, or say
   * nothing of it; their total tells.
   */
  private static @Nullable Counted usage(JsonNode usage, String lane) {
    return OpenAi.counted(
        new TokenCounts(
            usage.path("prompt_tokens"),
            usage.path("prompt_tokens_details").path("cached_tokens"),
            OpenAi.cacheWrite(usage.path("prompt_tokens_details")),
            usage.path("completion_tokens"),
            usage.path("completion_tokens_details").path("reasoning_tokens"),
            usage.path("total_tokens")),
        lane);
  }
}
