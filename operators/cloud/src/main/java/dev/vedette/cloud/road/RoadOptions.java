package dev.vedette.cloud.road;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a road is closed, and for how long.
 *
 * @param window of how many calls at most it is judged
 * @param failures share of them without an answer, from which on it is closed; as soon as so many
 *     calls are known as this share of the window
 * @param firstWait until a call finds out whether it is there again, the first time
 * @param longestWait the same after it has failed to be there again and again
 */
public record RoadOptions(int window, double failures, Duration firstWait, Duration longestWait)
    implements Serializable {
  /** A gate lets little through: five calls in trouble are enough to know. */
  public static final RoadOptions STANDARD =
      new RoadOptions(10, 0.5, Duration.ofSeconds(1), Duration.ofSeconds(30));

  public RoadOptions {
    if (window < 2 || window > 10_000) {
      throw new IllegalArgumentException("window is not between 2 and 10000: " + window);
    }
    if (!(failures > 0 && failures <= 1)) {
      throw new IllegalArgumentException("failures is no share above 0: " + failures);
    }
    if (firstWait.toMillis() < 10 || firstWait.compareTo(longestWait) > 0) {
      throw new IllegalArgumentException(
          "firstWait is not between 10 ms and longestWait: %s, %s"
              .formatted(firstWait, longestWait));
    }
    if (longestWait.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("longestWait > 1 hour: " + longestWait);
    }
  }

  /** How many calls have to be known to judge the road. */
  int enough() {
    return (int) Math.ceil(window * failures);
  }
}
