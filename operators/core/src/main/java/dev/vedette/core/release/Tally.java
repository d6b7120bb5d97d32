package dev.vedette.core.release;

import java.io.Serializable;

/**
 * What a trial has seen.
 *
 * @param events that at least one of the two gates could judge
 * @param disagreements events that only one of them found positive, or could read
 * @param positives events that the new one found positive
 * @param nanos that the new one took for all of them
 */
public record Tally(long events, long disagreements, long positives, long nanos)
    implements Serializable {
  public static final Tally NONE = new Tally(0, 0, 0, 0);

  public Tally plus(Tally other) {
    return new Tally(
        events + other.events,
        disagreements + other.disagreements,
        positives + other.positives,
        nanos + other.nanos);
  }

  /** Mean microseconds an event; 0 before the first. */
  public long microsAnEvent() {
    return events == 0 ? 0 : nanos / events / 1_000;
  }
}
