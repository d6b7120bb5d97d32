package dev.vedette.cloud.protocol;

import dev.vedette.cloud.http.Reply;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.core.brain.BrainException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * How one provider is spoken to: a question as a request, and a reply as an answer. All that is not
 * the provider's own way happens elsewhere: the call, its deadline, prices, and what the words of
 * the answer mean.
 *
 * <p>Thread-safe, and without memory: the same question gives the same bytes.
 */
public interface Protocol {
  /** Where questions are posted to. */
  URI address();

  /**
   * Headers beside those that every JSON request has.
   *
   * @param requestId our name for the call, for providers that keep it in their books
   * @param secret the provider's key; empty if there is none
   */
  Map<String, String> headers(String requestId, String secret);

  /**
   * The request's body. Where a model has written something useless in place of an answer, that is
   * its turn after the question, and what was wanted is said to it once more. Each picture is in it
   * once, as base64 with padding and without line breaks (RFC 4648, 4); no other byte depends on
   * its pixels.
   */
  byte[] body(Shown shown);

  /**
   * Reads a reply of status 2xx.
   *
   * @throws BrainException {@code ERROR} when it cannot be read
   */
  Completion completion(Reply reply, Excerpt excerpt) throws BrainException;

  /** What the provider publishes of its limits in a reply of any status. */
  default List<Allowance> allowances(Reply reply) {
    return List.of();
  }

  /** What a reply of any other status means, and what it says of the bill. */
  BrainException refusal(Reply reply, Excerpt excerpt);
}
