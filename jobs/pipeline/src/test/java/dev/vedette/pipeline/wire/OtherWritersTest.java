package dev.vedette.pipeline.wire;

import static dev.vedette.core.event.DeadLetterReason.MALFORMED;
import static dev.vedette.pipeline.wire.Given.CAPTURED;
import static dev.vedette.pipeline.wire.Given.CLOCK;
import static dev.vedette.pipeline.wire.Given.JPEG;
import static dev.vedette.pipeline.wire.Given.NO_STORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventRules;
import dev.vedette.schemas.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of producers whose schema is not the one that this version was built with. */
class OtherWritersTest {
  private FakeRegistry registry;
  private EventDecoder decoder;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
    decoder =
        new EventDecoder(
            EventRules.DEFAULTS, registry.options(), ReferenceRoots.NONE, NO_STORE, CLOCK);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aWriterThatLeavesOutWhatHasADefaultIsRead() throws Exception {
    GenericRecord lean = leanReadings();
    registry.put(7, lean.getSchema().toString());
    var event = decode(confluent(7, lean)).event();
    assertThat(event.header().tenant()).isEqualTo("default");
    assertThat(event.header().deviceClass()).isEqualTo("default");
    assertThat(event.samples().hertz()).isZero();
    assertThat(event.samples().values()).containsExactly(1.5f);
  }

  @Test
  void aWriterThatAddsAFieldAndAnEncodingIsReadAsFarAsItIsUnderstood() throws Exception {
    Schema newer =
        new Schema.Parser()
            .parse(
                SchemaCatalog.current()
                    .get(0)
                    .toString()
                    .replace("\"JPEG\",\"RGB8\"", "\"JPEG\",\"RGB8\",\"AVIF\"")
                    .replace(
                        "{\"name\":\"picture\"",
                        "{\"name\":\"extra\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
                            + "{\"name\":\"picture\""));
    registry.put(7, newer.toString());
    assertThat(decode(confluent(7, frame(newer, "JPEG"))).event().picture())
        .usingRecursiveComparison()
        .isEqualTo(JPEG);
    assertThat(decode(confluent(7, frame(newer, "AVIF"))).deadLetter().reason())
        .isEqualTo(DeadLetterReason.UNSUPPORTED_PICTURE);
  }

  @Test
  void aWriterWhoseFieldsHaveOtherTypesIsMalformed() throws Exception {
    Schema other =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "dev.vedette.avro.SensorReadings", "fields": [
                  {"name": "eventId", "type": "int"}]}
                """);
    registry.put(7, other.toString());
    GenericRecord record = new GenericData.Record(other);
    record.put("eventId", 1);
    DeadLetter letter = decode(confluent(7, record)).deadLetter();
    assertThat(letter.reason()).isEqualTo(MALFORMED);
    assertThat(letter.detail()).startsWith("schema 7, SensorReadings: ");
  }

  private static GenericRecord leanReadings() {
    Schema lean =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "dev.vedette.avro.SensorReadings", "fields": [
                  {"name": "samples", "type": {"type": "array", "items": "float"}},
                  {"name": "channels", "type": {"type": "array", "items": "string"}},
                  {"name": "capturedAt", "type": "long"},
                  {"name": "device", "type": "string"},
                  {"name": "eventId", "type": "string"}]}
                """);
    GenericRecord record = new GenericData.Record(lean);
    record.put("samples", List.of(1.5f));
    record.put("channels", List.of("x"));
    record.put("capturedAt", CAPTURED.toEpochMilli() * 1_000);
    record.put("device", "pump-1");
    record.put("eventId", "e-1");
    return record;
  }

  private static GenericRecord frame(Schema schema, String encoding) {
    Schema inline = schema.getField("picture").schema().getTypes().get(0);
    GenericRecord picture = new GenericData.Record(inline);
    picture.put(
        "encoding", new GenericData.EnumSymbol(inline.getField("encoding").schema(), encoding));
    picture.put("width", 0);
    picture.put("height", 0);
    picture.put("bytes", ByteBuffer.wrap(JPEG.bytes()));
    return new GenericRecordBuilder(schema)
        .set("eventId", "e-1")
        .set("device", "door-1")
        .set("capturedAt", CAPTURED.toEpochMilli() * 1_000)
        .set("extra", List.of("what", "ever"))
        .set("picture", picture)
        .build();
  }

  private static Encoded confluent(int number, GenericRecord record) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).putInt(1, number).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return new Encoded(bytes.toByteArray(), List.of());
  }

  private Arrival decode(Encoded record) throws SchemaRegistryException {
    return Given.decode(decoder, record);
  }
}
