package dev.vedette.djl;

import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Samples;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.WindowInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events of one sensor, and the golden windows of the turbofan gate. */
final class SensorEvents {
  private SensorEvents() {}

  static Event window(Samples samples) {
    var origin = new Origin("events.sensor", 0, 0, Instant.EPOCH);
    return Event.ofSamples(
        new EventHeader("e1", "acme", "engine1", "turbofan", Kind.SENSOR, Instant.EPOCH, origin),
        samples);
  }

  static List<Event> goldenWindows() {
    WindowInput input = windows();
    ByteBuffer bytes = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      float[] values = new float[input.eventBytes() / Float.BYTES];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes.getFloat();
      }
      events.add(window(new Samples(input.channelNames(), 0, values)));
    }
    return events;
  }

  private static WindowInput windows() {
    try {
      return EmbeddedGates.windowInput(GateCopy.TURBOFAN.toString());
    } catch (GateArtefactException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes() {
    try {
      return Files.readAllBytes(GateCopy.TURBOFAN.resolve("golden/inputs.f32"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
