package dev.vedette.cloud.protocol;

import dev.vedette.core.brain.TokenUsage;

/**
 * What a reply says that it is billed for.
 *
 * @param hourCacheWrite how many of the tokens that were written to a cache stay there for an hour,
 *     which costs more
 * @param lane the provider's word for the service that was given, where it is not the usual one and
 *     has prices of its own; otherwise empty
 */
public record Counted(TokenUsage usage, long hourCacheWrite, String lane) {
  public Counted {
    if (hourCacheWrite < 0 || hourCacheWrite > usage.cacheWrite()) {
      throw new IllegalArgumentException(
          "hourCacheWrite is not in 0..%d: %d".formatted(usage.cacheWrite(), hourCacheWrite));
    }
  }

  /** In the usual lane, with nothing that stays in a cache for an hour. */
  public Counted(TokenUsage usage) {
    this(usage, 0, "");
  }

  /** The same, served in another lane; empty for the usual one. */
  public Counted in(String otherLane) {
    return new Counted(usage, hourCacheWrite, otherLane);
  }
}
