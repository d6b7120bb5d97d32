package dev.vedette.core.episode;

import java.time.Duration;
import java.time.Instant;

/**
 * When a device was last asked about under a label, while that holds back another question.
 *
 * <p>Immutable, so that it is Flink state as it is.
 *
 * @param at the device's time of the event that was asked about
 * @param touchedAt processing time of that event, or of the last one that was held back
 * @param cooldownMillis that were in force then: for so long this has to be kept
 */
public record LastQuestion(Instant at, Instant touchedAt, long cooldownMillis) {

  public static LastQuestion asked(Instant at, Instant now, Duration cooldown) {
    return new LastQuestion(at, now, cooldown.toMillis());
  }

  /**
   * Whether it holds back a question about an event in time. An event from far before it is by
   * another clock: one that was set back, which must not silence the device for years.
   *
   * @param inForce the cooldown as it is now; the one of then may have been a mistake
   */
  public boolean holdsBack(Instant eventAt, Duration inForce, EpisodePolicy policy) {
    return eventAt.isBefore(at.plus(inForce))
        && !eventAt.isBefore(at.minus(policy.allowedLateness()));
  }

  /** After one more event that it has held back. */
  public LastQuestion touched(Instant now, Duration inForce) {
    return asked(at, now, inForce);
  }

  /**
   * When nothing more has to be held back: a device that was silent for a whole cooldown is beyond
   * it by its own clock too. Time before the job's own start does not count, as for silence: see
   * {@link Episode#silentAt}.
   */
  public Instant forgottenAt(Instant startedAt) {
    return (touchedAt.isBefore(startedAt) ? startedAt : touchedAt).plusMillis(cooldownMillis);
  }
}
