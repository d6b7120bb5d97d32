package dev.vedette.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.core.brain.Question;
import java.io.IOException;

/** Requests as they would be sent. */
public final class Bodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Bodies() {}

  public static byte[] of(Protocol protocol, Question question) {
    return protocol.body(Questions.shown(question));
  }

  /** For people. */
  public static String pretty(Protocol protocol, Question question) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsString(JSON.readTree(of(protocol, question)))
        + "\n";
  }
}
