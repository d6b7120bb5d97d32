package dev.vedette.cloud.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.protocol.Allowances;
import dev.vedette.cloud.protocol.AnswerSchema;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.Counted;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.JsonReply;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.protocol.Refusals;
import dev.vedette.cloud.protocol.RequestBody;
import dev.vedette.cloud.protocol.TokenCounts;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.privacy.PreparedPicture;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages, not streamed.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Anthropic: Messages</a>
 * @see <a href="https://platform.claude.com/docs/en/api/errors">Anthropic: Errors</a>
 */
public final class Messages implements Protocol {
  /** The version of the protocol, which every call has to name. */
  private static final String VERSION = "2023-06-01";

  private static final Refusals REFUSALS =
      new Refusals(Set.of("billing_error"), Set.of(), Set.of(), Set.of());

  /** An account without credit is told so as an invalid request; nothing else tells it apart. */
  private static final String NO_CREDIT = "credit balance is too low";

  private final URI address;
  private final ModelOptions model;
  private final Prompt prompt;

  public Messages(Endpoint endpoint, ModelOptions model, Prompt prompt) {
    this.address = endpoint.at("/messages");
    this.model = model;
    this.prompt = prompt;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public Map<String, String> headers(String requestId, String secret) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("anthropic-version", VERSION);
    if (!secret.isEmpty()) {
      headers.put("x-api-key", secret);
    }
    return headers;
  }

  @Override
  public byte[] body(Shown shown) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", model.model())
            .put("max_tokens", model.maxOutputTokens());
    RequestBody.putTemperature(body, model);
    if (model.answerFormat() == AnswerFormat.JSON_SCHEMA) {
      body.putObject("output_config")
          .putObject("format")
          .put("type", "json_schema")
          .set("schema", AnswerSchema.json());
    }
    body.put("system", prompt.system(shown.question()));
    ArrayNode messages = body.putArray("messages");
    ArrayNode content = messages.addObject().put("role", "user").putArray("content");
    for (PreparedPicture picture : shown.pictures()) {
      // Before the words: Anthropic advises it.
      content
          .addObject()
          .put("type", "image")
          .putObject("source")
          .put("type", "base64")
          .put("media_type", "image/jpeg")
          .put("data", Base64.getEncoder().encodeToString(picture.jpeg()));
    }
    content.addObject().put("type", "text").put("text", prompt.text(shown));
    Answer useless = shown.question().useless();
    if (useless != null) {
      messages.addObject().put("role", "assistant").put("content", useless.text());
      messages.addObject().put("role", "user").put("content", prompt.repair(shown.question()));
    }
    return RequestBody.of(body);
  }

  @Override
  public Completion completion(Reply reply, Excerpt excerpt) throws BrainException {
    JsonReply json = JsonReply.of(reply, excerpt);
    JsonNode root = json.root();
    @Nullable Counted usage = usage(root.path("usage"));
    String id = json.requestId("request-id", "id");
    if (!root.path("content").isArray()) {
      String said = ErrorObject.in(root).message();
      throw json.unreadable("an answer without content: " + said, usage);
    }
    String stopped = root.path("stop_reason").asText("");
    if (stopped.equals("refusal")) {
      return json.keptBack("the model refuses", usage, id);
    }
    var text = new StringBuilder();
    for (JsonNode block : root.path("content")) {
      if (block.path("type").asText("").equals("text")) {
        text.append(block.path("text").asText(""));
      }
    }
    if (text.isEmpty() && stopped.equals("max_tokens")) {
      return json.spent(usage, id);
    }
    return json.completion(text.toString(), usage, id);
  }

  /**
   * Input, what was read from the cache and what was written to it are counted apart; thinking is
   * among the output, and costs as much. Nothing here asks for a cache to be written, but a proxy
   * may. A prompt of no tokens was not counted.
   */
  private static @Nullable Counted usage(JsonNode usage) {
    JsonNode input = usage.path("input_tokens");
    JsonNode written = usage.path("cache_creation_input_tokens");
    JsonNode forAnHour = usage.path("cache_creation").path("ephemeral_1h_input_tokens");
    JsonNode read = usage.path("cache_read_input_tokens");
    JsonNode output = usage.path("output_tokens");
    if (!TokenCounts.isCount(input)
        || !TokenCounts.isCountOrNone(written)
        || !TokenCounts.isCountOrNone(forAnHour)
        || !TokenCounts.isCountOrNone(read)
        || !TokenCounts.isCount(output)
        || forAnHour.asLong(0) > written.asLong(0)) {
      return null;
    }
    var tokens =
        new TokenUsage(input.longValue(), read.asLong(0), written.asLong(0), output.longValue(), 0);
    return tokens.input() == 0 ? null : new Counted(tokens, forAnHour.asLong(0), "");
  }

  @Override
  public List<Allowance> allowances(Reply reply) {
    return Allowances.ofAnthropic(reply);
  }

  @Override
  public BrainException refusal(Reply reply, Excerpt excerpt) {
    ErrorObject error = ErrorObject.in(reply.body());
    return error.message().contains(NO_CREDIT)
        ? Refusals.outOfMoney(reply, excerpt.of(reply.status() + ": " + error.message()))
        : REFUSALS.of(reply, error, excerpt);
  }
}
