package dev.vedette.core.episode;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an episode ends and which events are too late for one.
 *
 * @param quietGap event time without a positive event after which the next one is news
 * @param silence processing time without any positive event after which the device is taken to have
 *     fallen silent
 * @param allowedLateness how far an event may lie behind the newest event of its own device
 * @param askAgain event time since an episode was asked about, after which it is asked about again
 *     as long as it lasts; null for never
 */
public record EpisodePolicy(
    Duration quietGap, Duration silence, Duration allowedLateness, @Nullable Duration askAgain)
    implements Serializable {
  public static final EpisodePolicy DEFAULTS =
      new EpisodePolicy(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

  /** One by which an episode is asked about once. */
  public EpisodePolicy(Duration quietGap, Duration silence, Duration allowedLateness) {
    this(quietGap, silence, allowedLateness, null);
  }

  public EpisodePolicy {
    if (quietGap.isNegative() || quietGap.isZero()) {
      throw new IllegalArgumentException("quietGap <= 0: " + quietGap);
    }
    if (silence.isNegative() || silence.isZero()) {
      throw new IllegalArgumentException("silence <= 0: " + silence);
    }
    if (allowedLateness.isNegative() || allowedLateness.compareTo(quietGap) > 0) {
      // Otherwise an event in time could belong before the open episode and still not to it.
      throw new IllegalArgumentException(
          "allowedLateness is not in 0..quietGap (%s): %s".formatted(quietGap, allowedLateness));
    }
    if (askAgain != null && (askAgain.isNegative() || askAgain.isZero())) {
      throw new IllegalArgumentException("askAgain <= 0: " + askAgain);
    }
  }

  /**
   * Processing time without any event in time after which a device's old clock is given up. Longer
   * than the silence, so that what was on its way when the device paused is still recognised.
   */
  public Duration clockLife() {
    // Three of them. It is asked of each event, and Duration multiplies by way of a BigDecimal.
    return silence.plus(silence).plus(silence);
  }
}
