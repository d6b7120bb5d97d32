package dev.vedette.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.core.brain.Question;
import java.io.IOException;

/** Requests as they would be sent, and replies as they may come. */
public final class Bodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the model writes in the replies of these tests, as it stands in a JSON string. */
  private static final String ANSWER =
      "{\\\"confirmed\\\": true, \\\"description\\\": \\\"A face at the door.\\\"}";

  private Bodies() {}

  /** A reply in which the model writes something else. */
  public static String saying(String reply, String words) {
    return reply.replace(ANSWER, words);
  }

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
