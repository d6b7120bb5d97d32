package dev.vedette.core.episode;

import java.time.Instant;

/**
 * A stretch of events of one device that show the same thing. It is asked about once, or again when
 * it lasts long.
 *
 * <p>Immutable, so that it is Flink state as it is. All times but {@code touchedAt} are event time.
 *
 * @param id the id of the event that opened it
 * @param askedAt time of the event that was asked about last
 * @param inferenceId of that question
 * @param repeats events that have repeated it
 * @param touchedAt processing time of the last event, from which silence is counted
 */
public record Episode(
    String id,
    Instant openedAt,
    Instant lastSeenAt,
    long events,
    Instant askedAt,
    String inferenceId,
    long repeats,
    Instant touchedAt) {

  public static Episode opened(String eventId, String inferenceId, Instant at, Instant now) {
    return new Episode(eventId, at, at, 1, at, inferenceId, 0, now);
  }

  /** Whether an event at this time, not late, belongs to this episode. */
  public boolean reaches(Instant at, EpisodePolicy policy) {
    return !at.isAfter(lastSeenAt.plus(policy.quietGap()));
  }

  /** With one more event, which repeats the question; an older one does not move the end back. */
  public Episode extended(Instant at, Instant now) {
    return new Episode(
        id,
        at.isBefore(openedAt) ? at : openedAt,
        at.isAfter(lastSeenAt) ? at : lastSeenAt,
        events + 1,
        askedAt,
        inferenceId,
        repeats + 1,
        now);
  }

  /** Whether it has lasted so long that an event at this time is asked about again. */
  public boolean isDueAgain(Instant at, EpisodePolicy policy) {
    return policy.askAgain() != null && !at.isBefore(askedAt.plus(policy.askAgain()));
  }

  /** The same after its event at this time was asked about, which nothing has repeated yet. */
  public Episode askedAgain(String newInferenceId, Instant at) {
    return new Episode(id, openedAt, lastSeenAt, events, at, newInferenceId, 0, touchedAt);
  }

  /**
   * When the device counts as silent. Time before the job's own start does not count: a job that
   * was down cannot tell a silent device from an unread one.
   */
  public Instant silentAt(Instant startedAt, EpisodePolicy policy) {
    return (touchedAt.isBefore(startedAt) ? startedAt : touchedAt).plus(policy.silence());
  }
}
