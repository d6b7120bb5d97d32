package dev.vedette.core.episode;

import dev.vedette.core.brain.PastScore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
 * @param scores of its latest events, in the order in which they came; empty unless they are wanted
 */
public record FollowedDevice(
    String deviceClass, Instant newest, Instant heardAt, List<SeenScore> scores) {
  private static final int MOST_SCORES = 16;
  private static final Duration OLDEST_SCORE = Duration.ofMinutes(1);

  public FollowedDevice {
    scores = List.copyOf(scores);
  }

  public static FollowedDevice first(String deviceClass, Instant at, Instant now) {
    return new FollowedDevice(deviceClass, at, now, List.of());
  }

  public boolean isLate(Instant at, EpisodePolicy policy) {
    return at.isBefore(newest.minus(policy.allowedLateness()));
  }

  /** With one more event that was in time. Late ones must not keep an old clock alive. */
  public FollowedDevice heard(String deviceClass, Instant at, Instant now) {
    return new FollowedDevice(deviceClass, at.isAfter(newest) ? at : newest, now, scores);
  }

  /** With what the gate said of an event that was in time, among the latest of them. */
  public FollowedDevice judged(SeenScore score) {
    List<SeenScore> latest = new ArrayList<>(scores);
    latest.add(score);
    while (latest.size() > MOST_SCORES) {
      latest.remove(0);
    }
    return new FollowedDevice(deviceClass, newest, heardAt, latest);
  }

  /** How the gate's scores for a label went in the minute before an event, which is the last. */
  public List<PastScore> scoresUntil(String label, Instant at) {
    return scores.stream()
        .filter(past -> past.label().equals(label))
        .filter(past -> !past.at().isAfter(at) && !past.at().isBefore(at.minus(OLDEST_SCORE)))
        .sorted(Comparator.comparing(SeenScore::at))
        .map(past -> new PastScore(Duration.between(past.at(), at).toMillis(), past.score()))
        .toList();
  }

  /**
   * When the clock is given up. Time before the job's own start does not count, as for silence: see
   * {@link Episode#silentAt}.
   */
  public Instant forgottenAt(Instant startedAt, EpisodePolicy policy) {
    return (heardAt.isBefore(startedAt) ? startedAt : heardAt).plus(policy.clockLife());
  }
}
