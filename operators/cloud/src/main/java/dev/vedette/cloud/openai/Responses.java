package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.protocol.Allowances;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.Counted;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.JsonReply;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.protocol.RequestBody;
import dev.vedette.cloud.protocol.TokenCounts;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.privacy.PreparedPicture;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's responses, not stored and not streamed.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses/create">OpenAI: Create a
 *     model response</a>
 */
public final class Responses implements Protocol {
  private final URI address;
  private final ModelOptions model;
  private final Prompt prompt;

  public Responses(Endpoint endpoint, ModelOptions model, Prompt prompt) {
    this.address = endpoint.at("/responses");
    this.model = model;
    this.prompt = prompt;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public Map<String, String> headers(String requestId, String secret) {
    return OpenAi.headers(requestId, secret);
  }

  @Override
  public byte[] body(Shown shown) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", model.model())
            .put("store", false)
            .put(OpenAi.LANE, OpenAi.USUAL_LANE)
            .put("max_output_tokens", model.maxOutputTokens());
    RequestBody.putTemperature(body, model);
    if (model.answerFormat() == AnswerFormat.JSON_SCHEMA) {
      OpenAi.putSchema(body.putObject("text").putObject("format").put("type", "json_schema"));
    } else if (model.answerFormat() == AnswerFormat.JSON_OBJECT) {
      body.putObject("text").putObject("format").put("type", "json_object");
    }
    body.put("instructions", prompt.system(shown.question()));
    ArrayNode input = body.putArray("input");
    ArrayNode content = input.addObject().put("role", "user").putArray("content");
    content.addObject().put("type", "input_text").put("text", prompt.text(shown));
    for (PreparedPicture picture : shown.pictures()) {
      content
          .addObject()
          .put("type", "input_image")
          .put("image_url", OpenAi.dataUrl(picture.jpeg()))
          .put("detail", model.detail().wireName());
    }
    Answer useless = shown.question().useless();
    if (useless != null) {
      input.addObject().put("role", "assistant").put("content", useless.text());
      input.addObject().put("role", "user").put("content", prompt.repair(shown.question()));
    }
    return RequestBody.of(body);
  }

  @Override
  public Completion completion(Reply reply, Excerpt excerpt) throws BrainException {
    JsonReply json = JsonReply.of(reply, excerpt);
    JsonNode root = json.root();
    @Nullable Counted usage = usage(root);
    String id = json.requestId("x-request-id", "id");
    if (!root.path("output").isArray()) {
      String said = ErrorObject.in(root).message();
      throw json.unreadable("an answer without output: " + said, usage);
    }
    if (root.path("status").asText("").equals("failed")) {
      throw json.unreadable("failed: " + ErrorObject.in(root).message(), usage);
    }
    var text = new StringBuilder();
    for (JsonNode item : root.path("output")) {
      for (JsonNode part : item.path("content")) {
        if (part.path("type").asText("").equals("refusal")) {
          return json.keptBack("the model refuses: " + part.path("refusal").asText(""), usage, id);
        }
        if (part.path("type").asText("").equals("output_text")) {
          text.append(part.path("text").asText(""));
        }
      }
    }
    String incomplete = root.path("incomplete_details").path("reason").asText("");
    if (incomplete.equals("content_filter")) {
      return json.keptBack("kept back by a content filter", usage, id);
    }
    if (text.isEmpty() && incomplete.equals("max_output_tokens")) {
      return json.spent(usage, id);
    }
    return json.completion(text.toString(), usage, id);
  }

  /** The input includes what was read from the cache and written to it, the output reasoning. */
  private static @Nullable Counted usage(JsonNode root) {
    JsonNode usage = root.path("usage");
    return OpenAi.counted(
        new TokenCounts(
            usage.path("input_tokens"),
            usage.path("input_tokens_details").path("cached_tokens"),
            OpenAi.cacheWrite(usage.path("input_tokens_details")),
            usage.path("output_tokens"),
            usage.path("output_tokens_details").path("reasoning_tokens"),
            usage.path("total_tokens")),
        OpenAi.lane(root));
  }

  @Override
  public List<Allowance> allowances(Reply reply) {
    return Allowances.ofOpenAi(reply);
  }

  @Override
  public BrainException refusal(Reply reply, Excerpt excerpt) {
    return OpenAi.refusal(reply, excerpt);
  }
}
