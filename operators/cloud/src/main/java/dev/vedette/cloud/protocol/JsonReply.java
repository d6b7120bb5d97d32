package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vedette.cloud.http.Reply;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A reply of status 2xx, read as JSON.
 *
 * <p>One that cannot be read was worked on all the same and may be billed: it is {@code UNKNOWN},
 * counted at the worst case until reconciled. The failure's message carries the tokens, for that.
 */
public record JsonReply(JsonNode root, Reply reply, Excerpt excerpt) {
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public static JsonReply of(Reply reply, Excerpt excerpt) throws BrainException {
    try {
      return new JsonReply(JSON.readTree(reply.body()), reply, excerpt);
    } catch (IOException e) {
      // Not passed on as the cause: it quotes the body, which may be anything.
      String type = reply.headers().firstValue("content-type").orElse("no content type");
      throw new BrainException(
              Reason.ERROR,
              Billing.UNKNOWN,
              reply.sentBytes(),
              "not JSON but %d bytes of %s: a proxy's page, or the wrong base URL?"
                  .formatted(reply.body().length, excerpt.of(type)),
              null)
          .blamedOn(Blame.ROAD);
    }
  }

  /** The completion that the reply holds; a blank one was kept back. */
  public Completion completion(String content, @Nullable Counted usage, String requestId) {
    return content.isBlank()
        ? keptBack("an empty answer", usage, requestId)
        : completion(content, "", usage, requestId);
  }

  /** For an answer that is none because the model or a filter kept it back. */
  public Completion keptBack(String why, @Nullable Counted usage, String requestId) {
    return completion("", excerpt.of(why), usage, requestId);
  }

  /** For an answer that never came, because the limit on output went into reasoning. */
  public Completion spent(@Nullable Counted usage, String requestId) {
    String why = "all output tokens spent before the answer: raise maxOutputTokens";
    return keptBack(why, usage, requestId);
  }

  private Completion completion(
      String content, String keptBack, @Nullable Counted usage, String requestId) {
    boolean simulated = root.path("simulated").asBoolean(false);
    return new Completion(content, keptBack, usage, excerpt.of(requestId), simulated);
  }

  /** For JSON in which there is no answer to be found. */
  public BrainException unreadable(String why, @Nullable Counted usage) {
    String tokens = usage == null ? "" : " (" + usage.usage() + ")";
    return new BrainException(
            Reason.ERROR, Billing.UNKNOWN, reply.sentBytes(), excerpt.of(why) + tokens, null)
        .blamedOn(Blame.ROAD);
  }

  /** A header of the reply, or else a field of it. */
  public String requestId(String header, String field) {
    return reply.headers().firstValue(header).orElse(root.path(field).asText(""));
  }
}
