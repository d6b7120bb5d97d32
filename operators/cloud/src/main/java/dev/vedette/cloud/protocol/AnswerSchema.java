package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON schema of an answer, for servers that hold the model to one. */
public final class AnswerSchema {
  /** What the schema is called where it needs a name. */
  public static final String NAME = "verdict";

  private static final ObjectNode SCHEMA = read();

  private AnswerSchema() {}

  /** A copy of one's own. */
  public static ObjectNode json() {
    return SCHEMA.deepCopy();
  }

  private static ObjectNode read() {
    try (InputStream file = AnswerSchema.class.getResourceAsStream("answer-schema.json")) {
      return (ObjectNode) new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer's schema from the jar", e);
    }
  }
}
