package dev.vedette.cloud.brain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.core.brain.Opinion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the model wrote, read leniently: an object with {@code confirmed}, whatever stands around it
 * and even if it was cut off after that, is an opinion. Anything else is text for people.
 */
record Remark(Opinion opinion, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Remark of(String content) {
    int brace = content.indexOf('{');
    Remark remark = brace < 0 ? null : read(content.substring(brace));
    return remark == null ? new Remark(Opinion.UNCLEAR, content) : remark;
  }

  private static @Nullable Remark read(String json) {
    Opinion opinion = null;
    String description = "";
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("confirmed")) {
          opinion = opinion(value, parser.getText());
        } else if (field.equals("description") && value == JsonToken.VALUE_STRING) {
          description = parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // Cut off, or not JSON from here on: what was read before stands.
      return opinion == null ? null : new Remark(opinion, description);
    }
    return opinion == null ? null : new Remark(opinion, description);
  }

  private static @Nullable Opinion opinion(@Nullable JsonToken value, @Nullable String text) {
    if (value == JsonToken.VALUE_TRUE || "true".equalsIgnoreCase(text)) {
      return Opinion.CONFIRMED;
    }
    if (value == JsonToken.VALUE_FALSE || "false".equalsIgnoreCase(text)) {
      return Opinion.DENIED;
    }
    return null;
  }
}
