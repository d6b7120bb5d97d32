package dev.vedette.pipeline.wire;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.avro.PictureReference;
import dev.vedette.avro.SensorReadings;
import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.EventRules;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Origin;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes of every record of an event topic an event, or the dead letter it deserves. No bytes make
 * it throw; only a registry that gives no answer for as long as it is waited for does, because then
 * nobody knows whose fault it is.
 *
 * <p>Not thread-safe. Travels with the job; what it needs is made on first use.
 */
public final class EventDecoder implements Serializable {
  private static final long serialVersionUID = 1;

  private final long maxPayloadBytes;
  private final Duration allowedAhead;
  private final int minSidePixels;
  private final int maxSidePixels;
  private final @Nullable RegistryOptions registry;
  private final ReferenceRoots roots;
  private final ReferenceStore store;
  private final InstantSource clock;
  private transient @Nullable Tools tools;

  private record Tools(EventRules rules, RecordReader records, PictureReader pictures) {}

  /**
   * @param registry null where there is none; then only records with the header can be read
   * @param clock stamps the dead letters; serializable, as the JDK's own are
   */
  public EventDecoder(
      EventRules rules,
      @Nullable RegistryOptions registry,
      ReferenceRoots roots,
      ReferenceStore store,
      InstantSource clock) {
    this.maxPayloadBytes = rules.maxPayloadBytes();
    this.allowedAhead = rules.allowedAhead();
    this.minSidePixels = rules.minSidePixels();
    this.maxSidePixels = rules.maxSidePixels();
    this.registry = registry;
    this.roots = roots;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Decodes one record.
   *
   * @param value the arrival keeps it as it is; it must not be changed afterwards
   */
  public Arrival decode(Origin origin, Headers headers, byte @Nullable [] value)
      throws SchemaRegistryException {
    byte[] bytes = value == null ? new byte[0] : value;
    Tools tools = tools();
    try {
      return Arrival.of(event(tools, origin, tools.records.read(headers, bytes)), bytes);
    } catch (UnreadableRecordException e) {
      return Arrival.dead(DeadLetter.of(e.objection(), origin, bytes, clock.instant()));
    }
  }

  private static Event event(Tools tools, Origin origin, SpecificRecord datum)
      throws UnreadableRecordException {
    if (datum instanceof CameraFrame frame) {
      EventHeader header = header(frame, origin);
      UnreadableRecordException.refuse(tools.rules.objectionTo(header));
      return Event.ofPicture(header, picture(tools.pictures, frame.getPicture()));
    }
    SensorReadings readings = (SensorReadings) datum;
    EventHeader header = header(readings, origin);
    UnreadableRecordException.refuse(tools.rules.objectionTo(header));
    return Event.ofSamples(header, samples(tools.rules, readings));
  }

  private static EventHeader header(CameraFrame frame, Origin origin) {
    return new EventHeader(
        frame.getEventId(),
        frame.getTenant(),
        frame.getDevice(),
        frame.getDeviceClass(),
        Kind.CAMERA,
        frame.getCapturedAt(),
        origin);
  }

  private static EventHeader header(SensorReadings readings, Origin origin) {
    return new EventHeader(
        readings.getEventId(),
        readings.getTenant(),
        readings.getDevice(),
        readings.getDeviceClass(),
        Kind.SENSOR,
        readings.getCapturedAt(),
        origin);
  }

  private static Picture picture(PictureReader pictures, Object union)
      throws UnreadableRecordException {
    return union instanceof InlinePicture inline
        ? pictures.read(inline)
        : pictures.read((PictureReference) union);
  }

  private static Samples samples(EventRules rules, SensorReadings readings)
      throws UnreadableRecordException {
    List<Float> boxed = readings.getSamples();
    UnreadableRecordException.refuse(rules.objectionToSize((long) Float.BYTES * boxed.size()));
    float[] values = new float[boxed.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed.get(i);
    }
    UnreadableRecordException.refuse(rules.objectionToSamples(values));
    try {
      return new Samples(List.copyOf(readings.getChannels()), readings.getHertz(), values);
    } catch (IllegalArgumentException e) {
      throw UnreadableRecordException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Tools tools() {
    Tools made = tools;
    if (made == null) {
      var rules = new EventRules(maxPayloadBytes, allowedAhead, minSidePixels, maxSidePixels);
      made =
          new Tools(
              rules,
              new RecordReader(
                  registry, List.of(CameraFrame.getClassSchema(), SensorReadings.getClassSchema())),
              new PictureReader(rules, roots, store));
      tools = made;
    }
    return made;
  }
}
