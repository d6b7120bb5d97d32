package dev.vedette.core.event;

import org.jspecify.annotations.Nullable;

/**
 * One camera frame or sensor window as the job sees it after decoding: a header and exactly one
 * payload.
 *
 * <p>The payloads are nullable fields and not a sealed type, because Flink's serializers refuse
 * interfaces once generic types are off.
 */
public record Event(EventHeader header, @Nullable Picture picture, @Nullable Samples samples) {
  public Event {
    if ((picture == null) == (samples == null)) {
      throw new IllegalArgumentException(
          "an event has a picture or samples, exactly one: " + header.eventId());
    }
  }

  public static Event ofPicture(EventHeader header, Picture picture) {
    return new Event(header, picture, null);
  }

  public static Event ofSamples(EventHeader header, Samples samples) {
    return new Event(header, null, samples);
  }

  /** How many readings a sensor's event holds; 0 for a picture. */
  public int readings() {
    return samples == null ? 0 : samples.rows();
  }
}
