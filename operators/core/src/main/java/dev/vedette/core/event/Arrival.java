package dev.vedette.core.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record after decoding: an event, or the dead letter it became.
 *
 * <p>It is one flat record, so that both come out of the deserializer and per-partition watermarks
 * still work. The original bytes stay with the event until it is judged, because a picture can turn
 * out to be unreadable only then.
 */
public record Arrival(
    Origin origin, byte[] value, @Nullable Event event, @Nullable DeadLetter deadLetter) {
  public Arrival {
    if ((event == null) == (deadLetter == null)) {
      throw new IllegalArgumentException("an arrival is an event or a dead letter: " + origin);
    }
  }

  public static Arrival of(Event event, byte[] value) {
    return new Arrival(event.header().origin(), value, event, null);
  }

  public static Arrival dead(DeadLetter letter) {
    return new Arrival(letter.origin(), new byte[0], null, letter);
  }

  /**
   * When it was captured, or where nobody can read that, when the broker had it. Clocks that run
   * far ahead were refused before.
   */
  public Instant happenedAt() {
    return event == null ? origin.appendedAt() : event.header().capturedAt();
  }
}
