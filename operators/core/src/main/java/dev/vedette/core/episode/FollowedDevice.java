package dev.vedette.core.episode;

import java.time.Instant;

/**
 * A device as its own events show it: its class, and the newest event time, by which its other
 * events are late or in time.
 *
 * <p>That time is believed for a while only. A device whose clock was set back says nothing in time
 * any more; once its old clock is given up, its next event starts a new reckoning.
 *
 * <p>Immutable, so that it is Flink state as it is.
 *
 * @param newest event time
 * @param heardAt processing time of the last event that was in time
 */
public record FollowedDevice(String deviceClass, Instant newest, Instant heardAt) {

  public static FollowedDevice first(String deviceClass, Instant at, Instant now) {
    return new FollowedDevice(deviceClass, at, now);
  }

  public boolean isLate(Instant at, EpisodePolicy policy) {
    return at.isBefore(newest.minus(policy.allowedLateness()));
  }

  /** With one more event that was in time. Late ones must not keep an old clock alive. */
  public FollowedDevice heard(String deviceClass, Instant at, Instant now) {
    return new FollowedDevice(deviceClass, at.isAfter(newest) ? at : newest, now);
  }

  /**
   * When the clock is given up. Time before the job's own start does not count, as for silence: see
   * {@link Episode#silentAt}.
   */
  public Instant forgottenAt(Instant startedAt, EpisodePolicy policy) {
    return (heardAt.isBefore(startedAt) ? startedAt : heardAt).plus(policy.clockLife());
  }
}
