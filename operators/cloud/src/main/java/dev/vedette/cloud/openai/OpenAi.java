package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.protocol.AnswerSchema;
import dev.vedette.cloud.protocol.Counted;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.Refusals;
import dev.vedette.cloud.protocol.TokenCounts;
import dev.vedette.core.brain.BrainException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** The field that says in which lane a call is to be served, and in which it was. */
  static final String LANE = "service_tier";

  /** The one that prices are published for. Unsaid, a project's setting may choose a dearer one. */
  static final String USUAL_LANE = "default";

  private OpenAi() {}

  /** The lane that a reply names, unless it is the one that was asked for. */
  static String lane(JsonNode reply) {
    String lane = reply.path(LANE).asText("");
    if (lane.isEmpty() || lane.equals(USUAL_LANE)) {
      return "";
    }
    String word = ErrorObject.word(reply.path(LANE));
    return word.isEmpty() ? "another" : word;
  }

  /** What was written to the cache, as OpenAI's own servers or those of proxies name it. */
  static JsonNode cacheWrite(JsonNode details) {
    return details.hasNonNull("cache_write_tokens")
        ? details.path("cache_write_tokens")
        : details.path("cache_creation_tokens");
  }

  static @Nullable Counted counted(TokenCounts counts, String lane) {
    Counted counted = counts.inclusive();
    return counted == null ? null : counted.in(lane);
  }

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
