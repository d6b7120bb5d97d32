package dev.vedette.core.audit;

import java.util.Locale;

/**
 * What became of an event that was drawn.
 *
 * @param reason why the brain was not asked, or did not answer; empty if it did
 */
public record Audited(String deviceClass, String gate, Draw draw, Result result, String reason) {

  /** What is known of the event now. */
  public enum Result {
    /** Nobody was asked, or nobody answered. */
    DENIED,
    /** The brain sees what the gate did not. */
    MISSED,
    /** The brain does not see it either. */
    CONFIRMED,
    /** The brain does not say. */
    UNCLEAR;

    /** As it is spelt in metrics: {@code missed}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
