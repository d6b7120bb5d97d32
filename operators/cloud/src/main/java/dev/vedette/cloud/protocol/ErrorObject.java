package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The error object of an answer, as far as there is one.
 *
 * @param code the code, or else the type; empty unless it is a plain word
 * @param type beside the code; gateways put the provider's code here and the status there
 */
public record ErrorObject(String code, String type, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  public static ErrorObject in(byte[] body) {
    return in(root(body));
  }

  /** Compatible servers put a bare string where OpenAI has an object, or leave the object out. */
  public static ErrorObject in(JsonNode answer) {
    JsonNode error = answer.path("error");
    if (error.isTextual()) {
      return new ErrorObject("", "", error.asText());
    }
    JsonNode at = error.isObject() ? error : answer;
    String code = word(at.path("code"));
    String type = word(at.path("type"));
    return new ErrorObject(code.isEmpty() ? type : code, type, at.path("message").asText(""));
  }

  /** The JSON of a body, or of its only element; a missing node if it is none. */
  public static JsonNode root(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      return root.isArray() ? root.path(0) : root;
    } catch (IOException e) {
      // A proxy's page, most likely; the status says enough.
      return JSON.missingNode();
    }
  }

  /** A plain word, or nothing: anything else may be anything. */
  public static String word(JsonNode node) {
    String text = node.asText("");
    return node.isValueNode() && !node.isNull() && WORD.matcher(text).matches() ? text : "";
  }
}
