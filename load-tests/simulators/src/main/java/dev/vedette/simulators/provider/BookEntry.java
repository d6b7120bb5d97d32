package dev.vedette.simulators.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as the provider saw it.
 *
 * @param requestId what the caller sent as {@code X-Client-Request-Id}; empty without one
 * @param answeredAt null while, and if, no answer was sent
 * @param promptTokens cached ones included, as in OpenAI's counts
 * @param status of the answer, 0 without one
 * @param bodyBytes of the request
 */
public record BookEntry(
    String requestId,
    Instant receivedAt,
    @Nullable Instant answeredAt,
    long promptTokens,
    long cachedTokens,
    long completionTokens,
    int status,
    long bodyBytes,
    long billedMicros) {

  static BookEntry received(String requestId, Instant at, long bodyBytes) {
    return new BookEntry(requestId, at, null, 0, 0, 0, 0, bodyBytes, 0);
  }

  BookEntry billed(ChatTokens tokens, long micros) {
    return new BookEntry(
        requestId,
        receivedAt,
        answeredAt,
        tokens.prompt(),
        tokens.cached(),
        tokens.completion(),
        status,
        bodyBytes,
        micros);
  }

  BookEntry answered(int withStatus, Instant at) {
    return new BookEntry(
        requestId,
        receivedAt,
        at,
        promptTokens,
        cachedTokens,
        completionTokens,
        withStatus,
        bodyBytes,
        billedMicros);
  }

  BookEntry undelivered() {
    return new BookEntry(
        requestId,
        receivedAt,
        null,
        promptTokens,
        cachedTokens,
        completionTokens,
        0,
        bodyBytes,
        billedMicros);
  }
}
