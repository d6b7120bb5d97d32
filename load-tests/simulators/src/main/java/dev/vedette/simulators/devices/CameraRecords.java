package dev.vedette.simulators.devices;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.avro.PictureEncoding;
import dev.vedette.schemas.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Frames as records for Kafka: plain Avro, the schema's id in a header, the device as key. */
final class CameraRecords {
  private static final byte[] SCHEMA_ID = ascii(SchemaCatalog.idOf(CameraFrame.getClassSchema()));
  private static final byte[] NO_SCHEMA = ascii("0000000000000000");
  private static final byte[] NO_PICTURE = ascii("simulated: this is not a picture");

  private final String topic;
  private final SpecificDatumWriter<CameraFrame> writer =
      new SpecificDatumWriter<>(CameraFrame.class);
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(128 * 1024);
  private @Nullable BinaryEncoder encoder;

  /** What can be wrong with a record. */
  enum Defect {
    EMPTY,
    NO_HEADER,
    UNKNOWN_SCHEMA,
    CUT_OFF,
    NOT_A_PICTURE
  }

  /** A camera, as its frames name it. */
  record Device(String name, String deviceClass) {
    private static final String[] CLASSES = {"door", "yard"};

    static Device number(int index) {
      return new Device("camera-%02d".formatted(index + 1), CLASSES[index % CLASSES.length]);
    }
  }

  CameraRecords(String topic) {
    this.topic = topic;
  }

  ProducerRecord<byte[], byte[]> good(
      Device device, String eventId, Instant capturedAt, byte[] jpeg) {
    return record(device, SCHEMA_ID, bytes(frame(device, eventId, capturedAt, jpeg)));
  }

  ProducerRecord<byte[], byte[]> bad(
      Defect defect, Device device, String eventId, Instant capturedAt, byte[] jpeg) {
    byte[] value =
        bytes(
            frame(device, eventId, capturedAt, defect == Defect.NOT_A_PICTURE ? NO_PICTURE : jpeg));
    return switch (defect) {
      case EMPTY -> record(device, SCHEMA_ID, new byte[0]);
      case NO_HEADER -> record(device, null, value);
      case UNKNOWN_SCHEMA -> record(device, NO_SCHEMA, value);
      case CUT_OFF -> record(device, SCHEMA_ID, Arrays.copyOf(value, value.length / 2));
      case NOT_A_PICTURE -> record(device, SCHEMA_ID, value);
    };
  }

  private static CameraFrame frame(Device device, String eventId, Instant capturedAt, byte[] jpeg) {
    return CameraFrame.newBuilder()
        .setEventId(eventId)
        .setTenant(CameraPlan.TENANT)
        .setDevice(device.name())
        .setDeviceClass(device.deviceClass())
        .setCapturedAt(capturedAt)
        .setPicture(
            InlinePicture.newBuilder()
                .setEncoding(PictureEncoding.JPEG)
                .setBytes(ByteBuffer.wrap(jpeg))
                .build())
        .build();
  }

  private byte[] bytes(CameraFrame frame) {
    buffer.reset();
    try {
      BinaryEncoder reused = EncoderFactory.get().binaryEncoder(buffer, encoder);
      encoder = reused;
      writer.write(frame, reused);
      reused.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return buffer.toByteArray();
  }

  private ProducerRecord<byte[], byte[]> record(
      Device device, byte @Nullable [] schemaId, byte[] value) {
    byte[] key = device.name().getBytes(StandardCharsets.UTF_8);
    var record = new ProducerRecord<>(topic, key, value);
    if (schemaId != null) {
      record.headers().add(SchemaCatalog.HEADER, schemaId);
    }
    return record;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
