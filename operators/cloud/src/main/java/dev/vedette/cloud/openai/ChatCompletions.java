package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.Allowance;
import dev.vedette.cloud.protocol.Allowances;
import dev.vedette.cloud.protocol.Completion;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.JsonReply;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.protocol.RequestBody;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.privacy.PreparedPicture;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Chat completions: OpenAI's first protocol, and that of vLLM, llama.cpp, Ollama, LM Studio and
 * many others.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI: Create chat
 *     completion</a>
 */
public final class ChatCompletions implements Protocol {
  private final URI address;
  private final Dialect dialect;

  /** What the longest answer is called, reasoning included. */
  private final String limit;

  private final ModelOptions model;
  private final Prompt prompt;

  public ChatCompletions(Endpoint endpoint, ModelOptions model, Prompt prompt) {
    this.address = endpoint.at("/chat/completions");
    this.dialect = endpoint.dialect();
    this.limit =
        dialect == Dialect.OPENAI || isXai(endpoint) ? "max_completion_tokens" : "max_tokens";
    this.model = model;
    this.prompt = prompt;
  }

  /** Its {@code max_tokens} is not said to bound reasoning, which it counts beside the answer. */
  private static boolean isXai(Endpoint endpoint) {
    return endpoint.baseUrl().getHost().equalsIgnoreCase("api.x.ai");
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
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model.model());
    if (dialect == Dialect.OPENAI) {
      body.put("store", false).put(OpenAi.LANE, OpenAi.USUAL_LANE);
    }
    body.put(limit, model.maxOutputTokens());
    RequestBody.putTemperature(body, model);
    if (model.answerFormat() == AnswerFormat.JSON_SCHEMA) {
      OpenAi.putSchema(
          body.putObject("response_format").put("type", "json_schema").putObject("json_schema"));
    } else if (model.answerFormat() == AnswerFormat.JSON_OBJECT) {
      body.putObject("response_format").put("type", "json_object");
    }
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", prompt.system(shown.question()));
    ArrayNode content = messages.addObject().put("role", "user").putArray("content");
    content.addObject().put("type", "text").put("text", prompt.text(shown));
    for (PreparedPicture picture : shown.pictures()) {
      content
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", OpenAi.dataUrl(picture.jpeg()))
          .put("detail", model.detail().wireName());
    }
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
    // Who was not asked for a lane may mean something else by the word.
    return ChatReply.read(json, dialect == Dialect.OPENAI ? OpenAi.lane(json.root()) : "");
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
