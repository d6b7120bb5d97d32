package dev.vedette.core.release;

import java.util.Locale;

/** What a release replaces. */
public enum ReleaseKind {
  /** The whole gate: network, head and thresholds. Without an artefact: the job's own gate. */
  GRAPH,
  /** The head beside the network that serves, with its thresholds. Without an artefact: its own. */
  HEAD,
  /** Nothing but thresholds. */
  THRESHOLDS;

  /** Whether nothing of the other would be left under this one. */
  public boolean supersedes(ReleaseKind other) {
    return ordinal() <= other.ordinal();
  }

  /** As it is spelt in topics: {@code head}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
