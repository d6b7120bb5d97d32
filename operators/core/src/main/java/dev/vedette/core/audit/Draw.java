package dev.vedette.core.audit;

/**
 * That a rejected event was drawn for the audit.
 *
 * @param share of the events that were drawn when it was: each one that is drawn stands for {@code
 *     1/share} of them
 */
public record Draw(double share) {
  public Draw {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is not above 0 and at most 1: " + share);
    }
  }
}
