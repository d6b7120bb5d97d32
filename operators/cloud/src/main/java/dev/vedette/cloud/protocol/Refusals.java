package dev.vedette.cloud.protocol;

import dev.vedette.cloud.http.Reply;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.verdict.Reason;
import java.util.Set;

/**
 * What an answer of a status other than 2xx means, what it says of the bill, and whether asking
 * again may help.
 *
 * <p>A request that was turned away at the door is not billed. A server that may have worked on it
 * (5xx, 408), or that had to read it to refuse it (for its content or its length), may bill it;
 * Azure documents that it does.
 *
 * <p>What passes by itself (408, 409, 429, 5xx) may be asked again after the provider's wait,
 * unless it says that it need not be ({@code x-should-retry: false}); what somebody has to mend
 * first, such as a key or an account without credit, is not.
 *
 * @param outOfMoney codes of a provider that say, whatever the status, that nobody has paid
 * @param content codes that say that the content is not wanted
 * @param length codes that say that the request is too long
 * @param unbilled statuses of 5xx for which the provider says that it charges nothing
 */
public record Refusals(
    Set<String> outOfMoney, Set<String> content, Set<String> length, Set<Integer> unbilled) {
  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int VERSION_NOT_SUPPORTED = 505;

  /** 529 is Anthropic's. */
  private static final Set<Integer> OVERLOADED = Set.of(503, 529);

  /** The failure that a reply is. */
  public BrainException of(Reply reply, ErrorObject error, Excerpt excerpt) {
    int status = reply.status();
    String brief = excerpt.of(status + " " + error.code());
    boolean door = status == 401 || status == 403;
    // OpenAI repeats parts of the key in this message, so it is not passed on.
    String message = door ? "" : excerpt.of(error.message());
    String what = message.isEmpty() ? brief : brief + ": " + message;
    if (status == 402 || has(outOfMoney, error)) {
      return outOfMoney(reply, what);
    }
    if (door) {
      return keyRefused(reply, what);
    }
    if (status == 429) {
      return passing(
          failure(Reason.RATE_LIMITED, Billing.NOT_BILLED, Blame.LOAD, reply, what), reply);
    }
    if (status == 408) {
      return passing(failure(Reason.TIMEOUT, Billing.UNKNOWN, Blame.LOAD, reply, what), reply);
    }
    if (status == 409) {
      return passing(failure(Reason.ERROR, Billing.NOT_BILLED, Blame.ROAD, reply, what), reply);
    }
    if (has(content, error)) {
      return failure(Reason.REFUSED, Billing.UNKNOWN, Blame.QUESTION, reply, what);
    }
    if (has(length, error)) {
      return failure(Reason.ERROR, Billing.UNKNOWN, Blame.QUESTION, reply, what);
    }
    if (status >= 500) {
      Billing billing = unbilled.contains(status) ? Billing.NOT_BILLED : Billing.UNKNOWN;
      if (status == NOT_IMPLEMENTED || status == VERSION_NOT_SUPPORTED) {
        return failure(Reason.ERROR, billing, Blame.SETUP, reply, what);
      }
      Blame blame = OVERLOADED.contains(status) ? Blame.LOAD : Blame.ROAD;
      return passing(failure(Reason.ERROR, billing, blame, reply, what), reply);
    }
    if (status < 400) {
      String where = what + " is not followed";
      return failure(Reason.ERROR, Billing.NOT_BILLED, Blame.SETUP, reply, where);
    }
    Blame blame = status == NOT_FOUND ? Blame.SETUP : Blame.QUESTION;
    return failure(Reason.ERROR, Billing.NOT_BILLED, blame, reply, what);
  }

  /** For a reply that says so in its own way. */
  public static BrainException outOfMoney(Reply reply, String what) {
    return failure(
        Reason.BUDGET_EXHAUSTED,
        Billing.NOT_BILLED,
        Blame.SETUP,
        reply,
        "no credit at the provider: " + what);
  }

  /** For a reply that refuses the key in its own way. */
  public static BrainException keyRefused(Reply reply, String what) {
    return failure(
        Reason.ERROR, Billing.NOT_BILLED, Blame.SETUP, reply, "the key is refused: " + what);
  }

  private static boolean has(Set<String> codes, ErrorObject error) {
    return codes.contains(error.code()) || codes.contains(error.type());
  }

  private static BrainException passing(BrainException failure, Reply reply) {
    boolean hopeless =
        reply.headers().firstValue("x-should-retry").filter("false"::equalsIgnoreCase).isPresent();
    return hopeless ? failure : failure.thatPassesAfter(RetryAfter.in(reply));
  }

  private static BrainException failure(
      Reason reason, Billing billing, Blame blame, Reply reply, String message) {
    return new BrainException(reason, billing, reply.sentBytes(), message, null).blamedOn(blame);
  }
}
