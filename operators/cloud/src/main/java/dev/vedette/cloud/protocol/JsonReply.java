package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vedette.cloud.http.Reply;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A reply of status 2xx, read as JSON.
 *
 * <p>One that holds no answer was worked on all the same and may be billed, but without an answer
 * there is nothing to settle: it is {@code UNKNOWN}, counted at the worst case until reconciled.
 * The failure's message carries the tokens, for that.
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

  /** The completion that the reply holds; a blank one is a refusal. */
  public Completion completion(String content, @Nullable TokenUsage usage, String requestId)
      throws BrainException {
    if (content.isBlank()) {
      throw keptBack("an empty answer", usage);
    }
    return new Completion(
        content, usage, excerpt.of(requestId), root.path("simulated").asBoolean(false));
  }

  /** For an answer that is none because the model or a filter kept it back. */
  public BrainException keptBack(String why, @Nullable TokenUsage usage) {
    return unusable(Reason.REFUSED, why, usage);
  }

  /** For an answer that never came, because the limit on output went into reasoning. */
  public BrainException spent(@Nullable TokenUsage usage) {
    return keptBack("all output tokens spent before the answer: raise maxOutputTokens", usage);
  }

  /** For JSON in which there is no answer to be found. */
  public BrainException unreadable(String why, @Nullable TokenUsage usage) {
    return unusable(Reason.ERROR, why, usage).blamedOn(Blame.ROAD);
  }

  /** A header of the reply, or else a field of it. */
  public String requestId(String header, String field) {
    return reply.headers().firstValue(header).orElse(root.path(field).asText(""));
  }

  private BrainException unusable(Reason reason, String why, @Nullable TokenUsage usage) {
    String tokens = usage == null ? "" : " (" + usage + ")";
    return new BrainException(
        reason, Billing.UNKNOWN, reply.sentBytes(), excerpt.of(why) + tokens, null);
  }
}
