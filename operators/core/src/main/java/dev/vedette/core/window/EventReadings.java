package dev.vedette.core.window;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Objection;
import dev.vedette.core.event.Samples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The readings of one event, from the oldest: each row is one, timed back from the last. */
final class EventReadings {
  private static final double MOST_HERTZ = 1e6;
  private static final double MOST_SECONDS_BACK = 10 * 365 * 86_400;

  private final EventHeader header;
  private final Samples samples;
  private final int[] columns;
  private final long lastMicros;
  private final long event;

  EventReadings(List<String> channels, Event event) {
    this.header = event.header();
    this.samples = samplesOf(event);
    this.columns = columns(channels, samples.channels());
    this.lastMicros = ChronoUnit.MICROS.between(Instant.EPOCH, header.capturedAt());
    this.event = Fingerprint.of(header.eventId());
  }

  /** Why the event's readings have no place in any window of these channels. */
  static Optional<Objection> objectionTo(List<String> channels, Event event) {
    Samples samples = samplesOf(event);
    if (samples.channels().stream().noneMatch(channels::contains)) {
      return Optional.of(
          new Objection(
              DeadLetterReason.WRONG_WINDOW,
              "no channel that the gate knows: it has %s, the gate wants %s"
                  .formatted(samples.channels(), channels)));
    }
    if (samples.rows() > 1 && !(samples.hertz() > 0 && samples.hertz() <= MOST_HERTZ)) {
      return Optional.of(
          new Objection(
              DeadLetterReason.MALFORMED,
              "%d rows at %s hertz: say how many rows a second, at most %.0f"
                  .formatted(samples.rows(), samples.hertz(), MOST_HERTZ)));
    }
    if (samples.rows() > 1 && (samples.rows() - 1) / samples.hertz() > MOST_SECONDS_BACK) {
      return Optional.of(
          new Objection(
              DeadLetterReason.MALFORMED,
              "%d rows at %s hertz reach back more than ten years: say how many rows a second"
                  .formatted(samples.rows(), samples.hertz())));
    }
    return Optional.empty();
  }

  int count() {
    return samples.rows();
  }

  long event() {
    return event;
  }

  Reading reading(int row) {
    float[] values = new float[columns.length];
    for (int channel = 0; channel < columns.length; channel++) {
      values[channel] = columns[channel] < 0 ? Float.NaN : samples.at(row, columns[channel]);
    }
    return new Reading(lastMicros - microsBack(row), event, values);
  }

  /**
   * Of the window that this row ends. Its id is the event's own for the last row, and says
   * otherwise how many rows come after it, so that a replay gives the same window the same id.
   */
  EventHeader headerOf(int row) {
    int after = count() - 1 - row;
    return after == 0
        ? header
        : new EventHeader(
            header.eventId() + '~' + after,
            header.tenant(),
            header.device(),
            header.deviceClass(),
            header.kind(),
            header.capturedAt().minus(microsBack(row), ChronoUnit.MICROS),
            header.origin());
  }

  private long microsBack(int row) {
    int after = count() - 1 - row;
    return after == 0 ? 0 : (long) Math.rint(after * 1e6 / samples.hertz());
  }

  private static int[] columns(List<String> wanted, List<String> given) {
    return wanted.stream().mapToInt(given::indexOf).toArray();
  }

  private static Samples samplesOf(Event event) {
    return Objects.requireNonNull(event.samples(), "a sensor event has samples");
  }
}
