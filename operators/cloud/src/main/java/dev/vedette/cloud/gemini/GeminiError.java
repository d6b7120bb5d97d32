package dev.vedette.cloud.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.protocol.ErrorObject;
import dev.vedette.cloud.protocol.Excerpt;
import dev.vedette.cloud.protocol.Refusals;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.util.Set;

/**
 * An error as Google's services write it: a status word, and details that say more.
 *
 * @param status such as {@code RESOURCE_EXHAUSTED}; empty unless it is a plain word
 * @param reason of the detail that has one, such as {@code API_KEY_INVALID}; empty likewise
 * @param forTheDay whether all quotas that are used up are those of a day
 * @see <a href="https://cloud.google.com/apis/design/errors">Google: Errors</a>
 */
record GeminiError(String status, String reason, String message, boolean forTheDay) {
  /** A key that is none is refused as an invalid argument, not as unauthorised. */
  private static final Set<String> KEY = Set.of("API_KEY_INVALID", "API_KEY_SERVICE_BLOCKED");

  /** An account without credit is told so as one that asks too often. */
  private static final String NO_CREDIT = "credits are depleted";

  /**
   * Google charges nothing for a request that ended in 400 or 500; a proxy's page is not Google.
   */
  private static final Set<Integer> UNBILLED = Set.of(500, 503);

  static GeminiError in(Reply reply) {
    JsonNode error = ErrorObject.root(reply.body()).path("error");
    String reason = "";
    int quotas = 0;
    int daily = 0;
    for (JsonNode detail : error.path("details")) {
      reason = reason.isEmpty() ? ErrorObject.word(detail.path("reason")) : reason;
      for (JsonNode violation : detail.path("violations")) {
        quotas++;
        daily += violation.path("quotaId").asText("").contains("PerDay") ? 1 : 0;
      }
    }
    return new GeminiError(
        ErrorObject.word(error.path("status")),
        reason,
        error.path("message").asText(""),
        quotas > 0 && daily == quotas);
  }

  BrainException refusal(Reply reply, Excerpt excerpt) {
    String words = (status + " " + reason).strip();
    if (KEY.contains(reason)) {
      return Refusals.keyRefused(reply, reply.status() + " " + words);
    }
    if (message.contains(NO_CREDIT)) {
      return Refusals.outOfMoney(reply, excerpt.of(reply.status() + " " + words));
    }
    if (reply.status() == 429 && forTheDay) {
      // It comes with a wait of seconds, which does not help before the day is over.
      return new BrainException(
              Reason.RATE_LIMITED,
              Billing.NOT_BILLED,
              reply.sentBytes(),
              "the quota of the day is used up: 429 " + words,
              null)
          .blamedOn(Blame.SETUP);
    }
    return new Refusals(
            Set.of("BILLING_DISABLED"), Set.of(), Set.of(), status.isEmpty() ? Set.of() : UNBILLED)
        .of(reply, new ErrorObject(words, reason, message), excerpt);
  }
}
