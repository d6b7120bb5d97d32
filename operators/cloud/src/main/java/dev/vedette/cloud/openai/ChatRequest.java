package dev.vedette.cloud.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Question;
import dev.vedette.core.privacy.PreparedPicture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;

/** A question as the body of a chat completion request. The same question gives the same bytes. */
final class ChatRequest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode ANSWER_SCHEMA = answerSchema();

  private final ModelOptions model;
  private final Dialect dialect;
  private final Prompt prompt;

  ChatRequest(ModelOptions model, Dialect dialect, Prompt prompt) {
    this.model = model;
    this.dialect = dialect;
    this.prompt = prompt;
  }

  byte[] body(Question question) {
    PreparedPicture picture = question.picture();
    return body(question, picture == null ? new byte[0] : picture.jpeg());
  }

  /**
   * No tokenizer makes more than one token of a byte, so the bytes of everything but the pixels
   * bound the tokens of everything but the picture. The braces and field names, which are counted
   * too, outweigh what a server adds around messages.
   */
  long promptTokensAtMost(Question question) {
    long textTokens = body(question, new byte[0]).length;
    PreparedPicture picture = question.picture();
    return picture == null
        ? textTokens
        : textTokens
            + model.pictureTokens().atMost(picture.width(), picture.height(), model.detail());
  }

  private byte[] body(Question question, byte[] jpeg) {
    ObjectNode body = JSON.createObjectNode().put("model", model.model());
    if (dialect == Dialect.OPENAI) {
      body.put("store", false).put("max_completion_tokens", model.maxOutputTokens());
    } else {
      body.put("max_tokens", model.maxOutputTokens());
    }
    Double temperature = model.temperature();
    if (temperature != null) {
      body.put("temperature", temperature);
    }
    if (model.answerFormat() == AnswerFormat.JSON_SCHEMA) {
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      format.set("json_schema", ANSWER_SCHEMA);
    } else if (model.answerFormat() == AnswerFormat.JSON_OBJECT) {
      body.putObject("response_format").put("type", "json_object");
    }
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", prompt.system());
    ArrayNode content = messages.addObject().put("role", "user").putArray("content");
    content.addObject().put("type", "text").put("text", prompt.text(question));
    if (question.picture() != null) {
      content
          .addObject()
          .put("type", "image_url")
          .putObject("image_url")
          .put("url", "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg))
          .put("detail", model.detail().wireName());
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  private static JsonNode answerSchema() {
    try (InputStream file = ChatRequest.class.getResourceAsStream("answer-schema.json")) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer's schema from the jar", e);
    }
  }
}
