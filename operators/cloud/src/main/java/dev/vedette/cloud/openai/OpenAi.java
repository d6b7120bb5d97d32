package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.protocol.AnswerSchema;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.Refusals;
import dev.vedette.core.brain.BrainException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What OpenAI's protocols have in common: how a call says whose it is, and how it is refused.
 *
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">OpenAI: Error codes</a>
 */
final class OpenAi {
  private static final Refusals REFUSALS =
      new Refusals(
          Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active"),
          Set.of("content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"),
          Set.of("context_length_exceeded", "string_above_max_length"),
          Set.of());

  private OpenAi() {}

  static Map<String, String> headers(String requestId, String secret) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Client-Request-Id", requestId);
    if (!secret.isEmpty()) {
      headers.put("Authorization", "Bearer " + secret);
    }
    return headers;
  }

  /** Has the server hold the model to the answer's schema. */
  static void putSchema(ObjectNode into) {
    into.put("name", AnswerSchema.NAME).put("strict", true).set("schema", AnswerSchema.json());
  }

  static String dataUrl(byte[] jpeg) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
  }

  static BrainException refusal(Reply reply, Excerpt excerpt) {
    return REFUSALS.of(reply, ErrorObject.in(reply.body()), excerpt);
  }
}
