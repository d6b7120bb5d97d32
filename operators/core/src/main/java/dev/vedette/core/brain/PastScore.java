package dev.vedette.core.brain;

/**
 * What the gate said of an event that came before.
 *
 * @param millisBefore from it to the event that is asked about, by the device's clock
 * @param score in 0..1
 */
public record PastScore(long millisBefore, double score) {
  public PastScore {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not in 0..1: " + score);
    }
  }
}
