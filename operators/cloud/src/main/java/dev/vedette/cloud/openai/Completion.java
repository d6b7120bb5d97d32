package dev.vedette.cloud.openai;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vedette.cloud.http.Reply;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion that answers the question.
 *
 * <p>One that does not is a {@link BrainException}: {@code REFUSED} when the model or a filter kept
 * the answer back, {@code ERROR} when it cannot be read. Both were worked on and may be billed, but
 * without an answer there is nothing to settle, so they are {@code UNKNOWN}: counted at the worst
 * case until reconciled. The message carries the tokens, for that.
 *
 * @param usage null where the server counts no tokens
 * @param simulated whether the provider says of itself that it is a simulated one
 */
record Completion(String content, @Nullable TokenUsage usage, String requestId, boolean simulated) {
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Completion of(Reply reply, Excerpt excerpt) throws BrainException {
    JsonNode root = parse(reply, excerpt);
    if (!root.path("choices").isArray()) {
      String said = ProviderError.in(root).message();
      throw unusable(Reason.ERROR, "an answer without choices: " + excerpt.of(said), reply, root);
    }
    JsonNode choice = root.path("choices").path(0);
    String content = choice.path("message").path("content").asText("");
    Optional<String> refusal = refusal(choice, content);
    if (refusal.isPresent()) {
      throw unusable(Reason.REFUSED, excerpt.of(refusal.get()), reply, root);
    }
    return new Completion(
        content,
        Usage.in(root).orElse(null),
        excerpt.of(reply.headers().firstValue("x-request-id").orElse(root.path("id").asText(""))),
        root.path("simulated").asBoolean(false));
  }

  /** Why there is no answer in the answer. */
  private static Optional<String> refusal(JsonNode choice, String content) {
    String said = choice.path("message").path("refusal").asText("");
    String finish = choice.path("finish_reason").asText("");
    if (choice.isMissingNode()) {
      return Optional.of("no choices");
    } else if (!said.isEmpty()) {
      return Optional.of("the model refuses: " + said);
    } else if (finish.equals("content_filter")) {
      return Optional.of("kept back by a content filter");
    } else if (content.isBlank() && finish.equals("length")) {
      return Optional.of("all output tokens spent before the answer: raise maxOutputTokens");
    } else if (content.isBlank()) {
      return Optional.of("an empty answer");
    }
    return Optional.empty();
  }

  private static JsonNode parse(Reply reply, Excerpt excerpt) throws BrainException {
    try {
      return JSON.readTree(reply.body());
    } catch (IOException e) {
      // Not passed on as the cause: it quotes the body, which may be anything.
      String type = reply.headers().firstValue("content-type").orElse("no content type");
      throw new BrainException(
          Reason.ERROR,
          Billing.UNKNOWN,
          reply.sentBytes(),
          "not JSON but %d bytes of %s: a proxy's page, or the wrong base URL?"
              .formatted(reply.body().length, excerpt.of(type)),
          null);
    }
  }

  private static BrainException unusable(Reason reason, String what, Reply reply, JsonNode root) {
    String tokens = Usage.in(root).map(usage -> " (" + usage + ")").orElse("");
    return new BrainException(reason, Billing.UNKNOWN, reply.sentBytes(), what + tokens, null);
  }
}
