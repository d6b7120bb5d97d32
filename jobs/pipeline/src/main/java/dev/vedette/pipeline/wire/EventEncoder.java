package dev.vedette.pipeline.wire;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.avro.PictureEncoding;
import dev.vedette.avro.PictureReference;
import dev.vedette.avro.SensorReadings;
import dev.vedette.core.event.Picture;
import dev.vedette.core.event.Samples;
import java.io.Serializable;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as producers write them. The job itself only reads events.
 *
 * <p>Thread-safe.
 */
public final class EventEncoder implements Serializable {
  private static final long serialVersionUID = 1;

  private final RecordCodec<CameraFrame> frames;
  private final RecordCodec<SensorReadings> readings;

  /**
   * @param cameraTopic that frames are for: the registry keeps schemas by topic
   * @param sensorTopic that readings are for
   */
  public EventEncoder(WireOptions options, String cameraTopic, String sensorTopic) {
    this.frames = new RecordCodec<>(options, cameraTopic, CameraFrame.class);
    this.readings = new RecordCodec<>(options, sensorTopic, SensorReadings.class);
  }

  /** A frame that carries its picture. */
  public Encoded encode(Capture capture, Picture picture) throws SchemaRegistryException {
    return frame(
        capture,
        new InlinePicture(
            PictureEncoding.valueOf(picture.encoding().name()),
            picture.width(),
            picture.height(),
            ByteBuffer.wrap(picture.bytes())));
  }

  /**
   * A frame whose JPEG lies elsewhere.
   *
   * @param length of the picture in bytes; null where it is not known
   * @param sha256 of the picture in hex; null where it is not known
   */
  public Encoded encodeJpegAt(
      Capture capture, URI uri, @Nullable Long length, @Nullable String sha256)
      throws SchemaRegistryException {
    return frame(
        capture, new PictureReference(uri.toString(), PictureEncoding.JPEG, 0, 0, length, sha256));
  }

  /** A window of readings, or a single one. */
  public Encoded encode(Capture capture, Samples samples) throws SchemaRegistryException {
    List<Float> values = new ArrayList<>(samples.values().length);
    for (float value : samples.values()) {
      values.add(value);
    }
    return readings.encode(
        new SensorReadings(
            capture.eventId(),
            capture.tenant(),
            capture.device(),
            capture.deviceClass(),
            capture.capturedAt(),
            samples.channels(),
            samples.hertz(),
            values));
  }

  private Encoded frame(Capture capture, Object picture) throws SchemaRegistryException {
    return frames.encode(
        new CameraFrame(
            capture.eventId(),
            capture.tenant(),
            capture.device(),
            capture.deviceClass(),
            capture.capturedAt(),
            picture));
  }
}
