package dev.vedette.core.budget;

import java.time.Instant;

/**
 * The money of one node in one grain of time.
 *
 * @param startSeconds of the epoch
 */
public record Bucket(Node node, Grain grain, long startSeconds) {
  /** Whether it counts in no period any more. */
  public boolean isOver(Instant now) {
    return startSeconds < grain.horizon(now);
  }
}
