package dev.vedette.djl;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import java.time.Instant;

/** Events of one sensor. */
final class SensorEvents {
  private SensorEvents() {}

  static Event window(Samples samples) {
    var origin = new Origin("events.sensor", 0, 0, Instant.EPOCH);
    return Event.ofSamples(
        new EventHeader("e1", "acme", "engine1", "turbofan", Kind.SENSOR, Instant.EPOCH, origin),
        samples);
  }
}
