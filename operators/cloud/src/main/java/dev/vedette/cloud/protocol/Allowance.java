package dev.vedette.cloud.protocol;

import java.time.Duration;

/**
 * What a provider says is left of a limit of its.
 *
 * @param remaining of the limit, when the reply was written
 * @param reset until all of it is there again
 */
public record Allowance(Of of, long limit, long remaining, Duration reset) {
  /** What is limited. */
  public enum Of {
    REQUESTS,
    TOKENS
  }

  public Allowance {
    if (limit < 1) {
      throw new IllegalArgumentException("limit < 1: " + limit);
    }
    if (remaining < 0 || remaining > limit) {
      throw new IllegalArgumentException(
          "remaining is not between 0 and limit: %d of %d".formatted(remaining, limit));
    }
    if (reset.isNegative()) {
      throw new IllegalArgumentException("reset < 0: " + reset);
    }
  }
}
