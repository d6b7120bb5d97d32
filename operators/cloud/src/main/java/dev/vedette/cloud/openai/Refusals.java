package dev.vedette.cloud.openai;

import dev.vedette.cloud.http.Reply;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.verdict.Reason;
import java.util.Set;

/**
 * What an answer of a status other than 2xx means, and what it says of the bill.
 *
 * <p>A request that was turned away at the door is not billed. A server that may have worked on it
 * (5xx, 408), or that had to read it to refuse it (for its content or its length), may bill it;
 * Azure documents that it does.
 */
final class Refusals {
  private static final Set<String> OUT_OF_MONEY =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");
  private static final Set<String> CONTENT =
      Set.of("content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation");
  private static final Set<String> LENGTH =
      Set.of("context_length_exceeded", "string_above_max_length");

  private Refusals() {}

  static BrainException of(Reply reply, Excerpt excerpt) {
    int status = reply.status();
    ProviderError error = ProviderError.in(reply.body());
    String code = error.code();
    String said = excerpt.of(status + " " + code);
    if (status == 401 || status == 403) {
      // OpenAI repeats parts of the key in this message, so it is not passed on.
      return refusal(Reason.ERROR, Billing.NOT_BILLED, reply, "the key is refused: " + said);
    }
    String message = excerpt.of(error.message());
    String what = message.isEmpty() ? said : said + ": " + message;
    if (status == 402 || (status == 429 && OUT_OF_MONEY.contains(code))) {
      return refusal(
          Reason.BUDGET_EXHAUSTED, Billing.NOT_BILLED, reply, "no credit at the provider: " + what);
    }
    if (status == 429) {
      return refusal(Reason.RATE_LIMITED, Billing.NOT_BILLED, reply, what);
    }
    if (status == 408) {
      return refusal(Reason.TIMEOUT, Billing.UNKNOWN, reply, what);
    }
    if (CONTENT.contains(code)) {
      return refusal(Reason.REFUSED, Billing.UNKNOWN, reply, what);
    }
    if (status >= 500 || LENGTH.contains(code)) {
      return refusal(Reason.ERROR, Billing.UNKNOWN, reply, what);
    }
    if (status < 400) {
      return refusal(Reason.ERROR, Billing.NOT_BILLED, reply, what + " is not followed");
    }
    return refusal(Reason.ERROR, Billing.NOT_BILLED, reply, what);
  }

  private static BrainException refusal(
      Reason reason, Billing billing, Reply reply, String message) {
    return new BrainException(reason, billing, reply.sentBytes(), message, null);
  }
}
