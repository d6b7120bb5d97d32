package dev.vedette.core.brain;

import java.util.Locale;

/** What the brain thinks of the gate's judgement. */
public enum Opinion {
  CONFIRMED,
  DENIED,
  /** The model wrote something else, or nothing: the call was useless. */
  UNCLEAR;

  /** As it is spelt in reports: {@code confirmed}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
