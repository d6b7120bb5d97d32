package dev.vedette.simulators.provider;

import java.time.Duration;
import java.util.Map;

/**
 * What a simulated provider does instead of answering.
 *
 * <p>Each says whether the call is billed all the same: a real provider may well have done the work
 * whose answer got lost.
 */
public sealed interface Fault {
  boolean billed();

  /** Nothing comes until {@link SimulatedProvider#release()}; then the answer does. */
  static Fault hang() {
    return new Hang(true);
  }

  /** The connection is closed without a byte of an answer, although the work was done. */
  static Fault hangUp() {
    return new HangUp(true);
  }

  /** An answer that ends in the middle of its JSON. */
  static Fault cutShort() {
    return new CutShort();
  }

  /** A whole completion, in which the model writes these words and not what it was asked for. */
  static Fault otherWords(String words) {
    return new OtherWords(words);
  }

  /** An answer that comes byte by byte, and takes longer than anybody waits. */
  static Fault trickle() {
    return new Trickle();
  }

  /** Status 200, and more bytes than any answer has. */
  static Refusal tooLong(int bytes) {
    return new Refusal(200, Map.of(), "x".repeat(bytes), false);
  }

  /** Somebody has to pay first. */
  static Refusal paymentRequired() {
    return new Refusal(
        402, Map.of(), Replies.error("payment_required", "billing", "No credit left."), false);
  }

  /** A page as a proxy in between puts up, with status 200. */
  static Refusal page() {
    String page = "<!DOCTYPE html><html><body>simulated: please sign in</body></html>";
    return new Refusal(200, Map.of("Content-Type", "text/html"), page, false);
  }

  /** Too many requests, come back later. */
  static Refusal rateLimited(Duration retryAfter) {
    long seconds = Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    return new Refusal(
        429,
        Map.of("Retry-After", Long.toString(seconds)),
        Replies.error("rate_limit_exceeded", "requests", "Rate limit reached."),
        false);
  }

  /** Out of money, which comes as a 429 too. */
  static Refusal insufficientQuota() {
    return new Refusal(
        429,
        Map.of(),
        Replies.error(
            "insufficient_quota", "insufficient_quota", "You exceeded your current quota."),
        false);
  }

  static Refusal unauthorized() {
    return new Refusal(
        401,
        Map.of(),
        Replies.error("invalid_api_key", "invalid_request_error", "Incorrect API key provided."),
        false);
  }

  /** A server's failure; whether it had worked by then, only its bill tells. */
  static Refusal serverError(int status, boolean billed) {
    return new Refusal(
        status, Map.of(), Replies.error("server_error", "server_error", "It broke."), billed);
  }

  /** Waits until it is released. The bill stands from the start. */
  record Hang(boolean billed) implements Fault {}

  record HangUp(boolean billed) implements Fault {}

  record CutShort() implements Fault {
    @Override
    public boolean billed() {
      return true;
    }
  }

  record Trickle() implements Fault {
    @Override
    public boolean billed() {
      return true;
    }
  }

  record OtherWords(String words) implements Fault {
    @Override
    public boolean billed() {
      return true;
    }
  }

  /**
   * Any answer that is not a completion.
   *
   * @param headers {@code Content-Type} is JSON unless it is among them
   */
  record Refusal(int status, Map<String, String> headers, String body, boolean billed)
      implements Fault {
    public Refusal {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("not a final status: " + status);
      }
      headers = Map.copyOf(headers);
    }
  }
}
