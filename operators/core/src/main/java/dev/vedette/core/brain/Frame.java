package dev.vedette.core.brain;

import dev.vedette.core.privacy.PreparedPicture;

/**
 * A picture of an episode as it may leave the site.
 *
 * @param millis from the event that is asked about to this one, by the device's clock; less than 0
 *     for one that was captured before it
 * @param score the gate's, in 0..1
 */
public record Frame(PreparedPicture picture, long millis, double score) {
  public Frame {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not in 0..1: " + score);
    }
  }
}
