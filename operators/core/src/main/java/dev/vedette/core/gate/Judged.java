package dev.vedette.core.gate;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its judgement. Only a positive one still carries its payload: a negative one is
 * counted and never seen again, so its pixels stop at the gate.
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

  public static Judged of(Event event, Judgement judgement, Instant judgedAt, long gateMicros) {
    boolean keep = judgement.positive();
    return new Judged(
        event.header(),
        judgement,
        keep ? event.picture() : null,
        keep ? event.samples() : null,
        judgedAt,
        gateMicros);
  }
}
