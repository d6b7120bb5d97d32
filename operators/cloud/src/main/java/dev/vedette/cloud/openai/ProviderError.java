package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The error object of an answer, as far as there is one.
 *
 * @param code the code, or else the type; empty unless it is a plain word
 */
record ProviderError(String code, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  static ProviderError in(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      return in(root.isArray() ? root.path(0) : root);
    } catch (IOException e) {
      // A proxy's page, most likely; the status says enough.
      return new ProviderError("", "");
    }
  }

  /** Compatible servers put a bare string where OpenAI has an object, or leave the object out. */
  static ProviderError in(JsonNode answer) {
    JsonNode error = answer.path("error");
    if (error.isTextual()) {
      return new ProviderError("", error.asText());
    }
    JsonNode at = error.isObject() ? error : answer;
    String code = word(at.path("code"));
    return new ProviderError(
        code.isEmpty() ? word(at.path("type")) : code, at.path("message").asText(""));
  }

  private static String word(JsonNode node) {
    String text = node.asText("");
    return node.isValueNode() && !node.isNull() && WORD.matcher(text).matches() ? text : "";
  }
}
