package dev.vedette.core.flow;

import java.util.Locale;

/** How an event ended. Every event has exactly one outcome, or is still pending. */
public enum Outcome {
  DEAD_LETTERED,
  /** Not judged, because the gate had used up its share of the time. */
  SKIPPED,
  DUPLICATE,
  /** Positive, but too far behind its own device to be placed in an episode. */
  LATE,
  /** Negative at the gate. */
  REJECTED,
  /** Positive, or for the cloud by order, but it does not count by the rules of its device. */
  IGNORED,
  /** Positive, but part of an episode that was asked about already. */
  REPEAT,
  /** Answered by the cloud. */
  CLOUD,
  /** Answered by the edge for good. */
  EDGE;

  /** As it is spelt in reports and metrics: {@code dead-lettered}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
