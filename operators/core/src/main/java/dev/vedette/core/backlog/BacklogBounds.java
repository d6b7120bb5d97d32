package dev.vedette.core.backlog;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much is kept at most, and how long a question may be away.
 *
 * @param questions remembered in state, at some 500 bytes each
 * @param bytes of them in their topic
 * @param away after which a question that was recalled, and of which nothing was heard, waits again
 */
public record BacklogBounds(int questions, long bytes, Duration away) implements Serializable {
  public BacklogBounds {
    if (questions < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "bounds below 1: %d questions, %d bytes".formatted(questions, bytes));
    }
    if (away.isNegative() || away.isZero()) {
      throw new IllegalArgumentException("away <= 0: " + away);
    }
  }
}
