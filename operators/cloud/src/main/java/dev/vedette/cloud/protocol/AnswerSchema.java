package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON schema of an answer: servers hold the model to it, and what comes is held against it.
 */
public final class AnswerSchema {
  /** What the schema is called where it needs a name. */
  public static final String NAME = "verdict";

  private static final ObjectNode SCHEMA = read();

  private AnswerSchema() {}

  /** A copy of one's own. */
  public static ObjectNode json() {
    return SCHEMA.deepCopy();
  }

  /**
   * What keeps a value from being an answer; empty if it is one. Of JSON Schema this knows what the
   * file uses: an object of fields, each of one type, some required, no others.
   */
  public static Optional<String> objection(JsonNode value) {
    if (!value.isObject()) {
      return Optional.of("no object");
    }
    for (JsonNode required : SCHEMA.path("required")) {
      if (!value.has(required.asText())) {
        return Optional.of("no '%s'".formatted(required.asText()));
      }
    }
    JsonNode known = SCHEMA.path("properties");
    for (Iterator<Map.Entry<String, JsonNode>> fields = value.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String type = known.path(field.getKey()).path("type").asText();
      if (type.isEmpty()) {
        // Its name is the model's own words, and this goes into the log.
        return Optional.of("a field that nobody asked for");
      }
      if (!isOf(type, field.getValue())) {
        return Optional.of("'%s' is not of type %s".formatted(field.getKey(), type));
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "boolean" -> value.isBoolean();
      case "string" -> value.isTextual();
      default -> throw new IllegalStateException("the answer's schema has a new type: " + type);
    };
  }

  private static ObjectNode read() {
    try (InputStream file = AnswerSchema.class.getResourceAsStream("answer-schema.json")) {
      return (ObjectNode) new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer's schema from the jar", e);
    }
  }
}
