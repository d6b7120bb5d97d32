package dev.vedette.simulators.provider;

import dev.vedette.core.brain.TokenUsage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as the provider saw it.
 *
 * @param requestId what the caller sent as {@code X-Client-Request-Id}; empty without one
 * @param ownId the provider's name for it, which the caller is told as {@code x-request-id}
 * @param model that was asked; empty while nobody has read the question
 * @param answeredAt null while, and if, no answer was sent
 * @param tokens as OpenAI counts them
 * @param status of the answer, 0 without one
 * @param bodyBytes of the request
 */
public record BookEntry(
    String requestId,
    String ownId,
    String model,
    Instant receivedAt,
    @Nullable Instant answeredAt,
    ChatTokens tokens,
    int status,
    long bodyBytes,
    long billedMicros) {

  static BookEntry received(String requestId, String ownId, Instant at, long bodyBytes) {
    return new BookEntry(requestId, ownId, "", at, null, ChatTokens.NONE, 0, bodyBytes, 0);
  }

  BookEntry billed(String askedModel, ChatTokens counted, long micros) {
    return new BookEntry(
        requestId, ownId, askedModel, receivedAt, answeredAt, counted, status, bodyBytes, micros);
  }

  BookEntry answered(int withStatus, Instant at) {
    return new BookEntry(
        requestId, ownId, model, receivedAt, at, tokens, withStatus, bodyBytes, billedMicros);
  }

  BookEntry undelivered() {
    return new BookEntry(
        requestId, ownId, model, receivedAt, null, tokens, 0, bodyBytes, billedMicros);
  }

  /** Cached ones included, as in OpenAI's counts. */
  public long promptTokens() {
    return tokens.prompt();
  }

  public long cachedTokens() {
    return tokens.cached();
  }

  /** Reasoning included, as in OpenAI's counts. */
  public long completionTokens() {
    return tokens.completion();
  }

  /** In classes that do not overlap. */
  public TokenUsage usage() {
    return tokens.usage();
  }
}
