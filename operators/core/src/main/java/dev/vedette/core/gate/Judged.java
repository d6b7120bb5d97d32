package dev.vedette.core.gate;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its judgement. Only a positive one still carries its payload: a negative one is
 * counted and never seen again, so its pixels stop at the gate, unless it is for the cloud by order
 * or may be drawn for the audit.
 *
 * @param gateMicros from the event's arrival at the gate to its judgement
 */
public record Judged(
    EventHeader header,
    Judgement judgement,
    @Nullable Picture picture,
    @Nullable Samples samples,
    Instant judgedAt,
    long gateMicros) {

  /** As it goes on: with what it shows, if it is positive. */
  public static Judged of(Event event, Judgement judgement, Instant judgedAt, long gateMicros) {
    boolean shown = judgement.positive();
    return new Judged(
        event.header(),
        judgement,
        shown ? event.picture() : null,
        shown ? event.samples() : null,
        judgedAt,
        gateMicros);
  }

  /** With what it shows, whatever the judgement is. */
  public static Judged shown(Event event, Judgement judgement, Instant judgedAt, long gateMicros) {
    return new Judged(
        event.header(), judgement, event.picture(), event.samples(), judgedAt, gateMicros);
  }

  /** Whether there is anything to show the brain. */
  public boolean isShown() {
    return picture != null || samples != null;
  }
}
