package dev.vedette.simulators.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The bodies of a simulated provider's answers, each marked as simulated at its top level. */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Replies() {}

  /** What a model writes that does as it was told. */
  static String answer(boolean confirmed) {
    return JSON.createObjectNode()
        .put("confirmed", confirmed)
        .put("description", "simulated: " + (confirmed ? "borne out" : "not borne out"))
        .toString();
  }

  static byte[] completion(
      String id, ChatCall call, ChatTokens tokens, String content, Instant now) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("id", id)
            .put("object", "chat.completion")
            .put("created", now.getEpochSecond())
            .put("model", call.model())
            .put("simulated", true);
    ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", "stop");
    choice.putObject("message").put("role", "assistant").put("content", content).putNull("refusal");
    ObjectNode usage =
        root.putObject("usage")
            .put("prompt_tokens", tokens.prompt())
            .put("completion_tokens", tokens.completion())
            .put("total_tokens", tokens.prompt() + tokens.completion());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", tokens.cached())
        .put("cache_write_tokens", tokens.written());
    usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
    return bytes(root.toString());
  }

  static String error(String code, String type, String message) {
    ObjectNode root = JSON.createObjectNode().put("simulated", true);
    root.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return root.toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
