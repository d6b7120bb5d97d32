package dev.vedette.cloud.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.AnswerSchema;
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
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Google's Gemini, not streamed.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API: Generating content</a>
 */
public final class GenerateContent implements Protocol {
  /** Why a candidate ends when it was not the model that ended it, nor the limit on tokens. */
  private static final Set<String> ENDED_BY_ITSELF =
      Set.of("", "STOP", "FINISH_REASON_UNSPECIFIED", "MAX_TOKENS");

  private static final String COLLECTION = "models/";

  private final URI address;
  private final ModelOptions model;
  private final Prompt prompt;

  public GenerateContent(Endpoint endpoint, ModelOptions model, Prompt prompt) {
    this.address = endpoint.at("/models/" + name(model) + ":generateContent");
    this.model = model;
    this.prompt = prompt;
  }

  /** Google writes a model's name with and without the collection that it is in. */
  private static String name(ModelOptions model) {
    String name = model.model();
    return name.startsWith(COLLECTION) ? name.substring(COLLECTION.length()) : name;
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public Map<String, String> headers(String requestId, String secret) {
    return secret.isEmpty() ? Map.of() : Map.of("x-goog-api-key", secret);
  }

  @Override
  public byte[] body(Shown shown) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("systemInstruction")
        .putArray("parts")
        .addObject()
        .put("text", prompt.system(shown.question()));
    ArrayNode contents = body.putArray("contents");
    ArrayNode parts = contents.addObject().put("role", "user").putArray("parts");
    for (PreparedPicture picture : shown.pictures()) {
      // Before the words: Google advises it.
      parts
          .addObject()
          .putObject("inlineData")
          .put("mimeType", "image/jpeg")
          .put("data", Base64.getEncoder().encodeToString(picture.jpeg()));
    }
    parts.addObject().put("text", prompt.text(shown));
    Answer useless = shown.question().useless();
    if (useless != null) {
      putTurn(contents, "model", useless.text());
      putTurn(contents, "user", prompt.repair(shown.question()));
    }
    ObjectNode config =
        body.putObject("generationConfig").put("maxOutputTokens", model.maxOutputTokens());
    RequestBody.putTemperature(config, model);
    if (model.answerFormat() != AnswerFormat.UNSTATED) {
      config.put("responseMimeType", "application/json");
    }
    if (model.answerFormat() == AnswerFormat.JSON_SCHEMA) {
      config.set("responseJsonSchema", AnswerSchema.json());
    }
    return RequestBody.of(body);
  }

  private static void putTurn(ArrayNode contents, String role, String text) {
    contents.addObject().put("role", role).putArray("parts").addObject().put("text", text);
  }

  @Override
  public Completion completion(Reply reply, Excerpt excerpt) throws BrainException {
    JsonReply json = JsonReply.of(reply, excerpt);
    JsonNode root = json.root();
    @Nullable Counted usage = usage(root.path("usageMetadata"));
    String id = root.path("responseId").asText("");
    String blocked = root.path("promptFeedback").path("blockReason").asText("");
    if (!blocked.isEmpty()) {
      return json.keptBack("the question is blocked: " + blocked, usage, id);
    }
    if (!root.path("candidates").isArray()) {
      String said = ErrorObject.in(root).message();
      throw json.unreadable("an answer without candidates: " + said, usage);
    }
    JsonNode candidate = root.path("candidates").path(0);
    String finish = candidate.path("finishReason").asText("");
    if (!ENDED_BY_ITSELF.contains(finish)) {
      return json.keptBack("the answer is kept back: " + finish, usage, id);
    }
    var text = new StringBuilder();
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (!part.path("thought").asBoolean(false)) {
        text.append(part.path("text").asText(""));
      }
    }
    if (text.isEmpty() && finish.equals("MAX_TOKENS")) {
      return json.spent(usage, id);
    }
    return json.completion(text.toString(), usage, id);
  }

  /**
   * The prompt includes what was read from the cache; thoughts are counted beside the answer, and
   * counts of nothing are left out.
   */
  private static @Nullable Counted usage(JsonNode usage) {
    return new TokenCounts(
            usage.path("promptTokenCount"),
            usage.path("cachedContentTokenCount"),
            MissingNode.getInstance(),
            usage.path("candidatesTokenCount"),
            usage.path("thoughtsTokenCount"),
            usage.path("totalTokenCount"))
        .reasoningApart();
  }

  @Override
  public BrainException refusal(Reply reply, Excerpt excerpt) {
    return GeminiError.in(reply).refusal(reply, excerpt);
  }
}
