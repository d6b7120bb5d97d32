package dev.vedette.flink;

import dev.vedette.core.backlog.BacklogBounds;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the backlog is kept.
 *
 * @param lookEvery how often it is looked whether something can be asked again
 */
public record BacklogSettings(BacklogBounds bounds, Duration lookEvery) implements Serializable {
  public BacklogSettings {
    if (lookEvery.toMillis() < 1) {
      throw new IllegalArgumentException("lookEvery < 1 ms: " + lookEvery);
    }
  }
}
