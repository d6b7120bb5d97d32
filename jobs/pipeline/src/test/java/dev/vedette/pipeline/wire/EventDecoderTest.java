package dev.vedette.pipeline.wire;

import static dev.vedette.core.event.DeadLetterReason.EMPTY;
import static dev.vedette.core.event.DeadLetterReason.MALFORMED;
import static dev.vedette.core.event.DeadLetterReason.NO_SCHEMA_ID;
import static dev.vedette.core.event.DeadLetterReason.UNKNOWN_KIND;
import static dev.vedette.core.event.DeadLetterReason.UNKNOWN_SCHEMA;
import static dev.vedette.pipeline.wire.Given.CAPTURE;
import static dev.vedette.pipeline.wire.Given.CAPTURED;
import static dev.vedette.pipeline.wire.Given.ENCODER;
import static dev.vedette.pipeline.wire.Given.JPEG;
import static dev.vedette.pipeline.wire.Given.NOW;
import static dev.vedette.pipeline.wire.Given.ORIGIN;
import static dev.vedette.pipeline.wire.Given.SAMPLES;
import static dev.vedette.pipeline.wire.Given.headers;
import static dev.vedette.pipeline.wire.Given.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Arrival;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.EventHeader;
import dev.vedette.core.event.Kind;
import dev.vedette.core.event.Picture;
import dev.vedette.schemas.SchemaCatalog;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
  private final EventDecoder decoder = Given.decoder();

  @Test
  void aFrameBecomesAnEventWithItsPictureAndKeepsTheRecordsBytes() throws Exception {
    Encoded record = ENCODER.encode(CAPTURE, JPEG);
    Arrival arrival = Given.decode(decoder, record);
    Event event = arrival.event();
    assertThat(event.header())
        .isEqualTo(new EventHeader("e-1", "acme", "door-1", "door", Kind.CAMERA, CAPTURED, ORIGIN));
    assertThat(event.picture()).usingRecursiveComparison().isEqualTo(JPEG);
    assertThat(arrival.value()).isSameAs(record.value());
    assertThat(arrival.origin()).isEqualTo(ORIGIN);
  }

  @Test
  void theSizeOfAJpegIsReadFromTheJpeg() throws Exception {
    Event event =
        Given.decode(decoder, ENCODER.encode(CAPTURE, jpeg(Jpegs.of(40, 20), 9999, 1))).event();
    assertThat(event.picture()).returns(40, Picture::width).returns(20, Picture::height);
  }

  @Test
  void rowsOfRgbBecomeAPicture() throws Exception {
    var picture = new Picture(Picture.Encoding.RGB8, 16, 20, new byte[16 * 20 * 3]);
    assertThat(Given.decode(decoder, ENCODER.encode(CAPTURE, picture)).event().picture())
        .usingRecursiveComparison()
        .isEqualTo(picture);
  }

  @Test
  void readingsBecomeAnEventWithSamples() throws Exception {
    Event event = Given.decode(decoder, ENCODER.encode(CAPTURE, SAMPLES)).event();
    assertThat(event.header().kind()).isEqualTo(Kind.SENSOR);
    assertThat(event.samples()).usingRecursiveComparison().isEqualTo(SAMPLES);
  }

  @Test
  void oneDecoderReadsFramesAndReadingsInTurn() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(Given.decode(decoder, ENCODER.encode(CAPTURE, JPEG)).event().picture().bytes())
          .isEqualTo(JPEG.bytes());
      assertThat(Given.decode(decoder, ENCODER.encode(CAPTURE, SAMPLES)).event().samples().values())
          .isEqualTo(SAMPLES.values());
    }
  }

  @Test
  void thePictureOfOneRecordDoesNotChangeWithTheNext() throws Exception {
    byte[] first = Given.decode(decoder, ENCODER.encode(CAPTURE, JPEG)).event().picture().bytes();
    var smaller = jpeg(Jpegs.of(16, 16), 16, 16);
    Given.decode(decoder, ENCODER.encode(CAPTURE, smaller));
    assertThat(first).isEqualTo(JPEG.bytes());
  }

  @Test
  void aDeadLetterSaysWhereTheRecordStoodWhenItWasRefusedAndWhatItHeld() throws Exception {
    DeadLetter letter = decoder.decode(ORIGIN, noHeaders(), new byte[] {1, 2}).deadLetter();
    assertThat(letter.origin()).isEqualTo(ORIGIN);
    assertThat(letter.at()).isEqualTo(NOW);
    assertThat(letter.bytes()).containsExactly(1, 2);
  }

  @Test
  void aRecordWithoutAValueIsEmpty() throws Exception {
    Headers headers = headers(ENCODER.encode(CAPTURE, JPEG));
    assertThat(decoder.decode(ORIGIN, headers, null).deadLetter().reason()).isEqualTo(EMPTY);
    assertThat(decoder.decode(ORIGIN, headers, new byte[0]).deadLetter().reason()).isEqualTo(EMPTY);
  }

  @Test
  void aTruncatedRecordIsMalformedWhereverItEnds() throws Exception {
    Encoded record = ENCODER.encode(CAPTURE, JPEG);
    for (int length = 1; length < record.value().length; length++) {
      assertRefused(MALFORMED, headers(record), Arrays.copyOf(record.value(), length), "are left");
    }
  }

  @Test
  void bytesAfterTheDatumAreMalformed() throws Exception {
    Encoded record = ENCODER.encode(CAPTURE, SAMPLES);
    byte[] longer = Arrays.copyOf(record.value(), record.value().length + 2);
    assertRefused(MALFORMED, headers(record), longer, "2 bytes follow");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, Integer.MAX_VALUE, -1, Long.MIN_VALUE})
  void aPictureThatLiesAboutItsLengthIsMalformedAndNoMemoryIsTakenForIt(long length)
      throws Exception {
    var bytes = new ByteArrayOutputStream();
    BinaryEncoder lie = EncoderFactory.get().directBinaryEncoder(bytes, null);
    for (String name : List.of("e-1", "acme", "door-1", "door")) {
      lie.writeString(name);
    }
    lie.writeLong(CAPTURED.toEpochMilli() * 1_000);
    lie.writeIndex(0);
    lie.writeEnum(1);
    lie.writeInt(0);
    lie.writeInt(0);
    lie.writeLong(length);
    Headers headers = headers(ENCODER.encode(CAPTURE, JPEG));
    assertRefused(MALFORMED, headers, bytes.toByteArray(), length + " bytes should follow");
  }

  @Test
  void jsonUnderASchemaIdIsMalformed() throws Exception {
    byte[] json = "{\"eventId\": \"e-1\"}".getBytes(StandardCharsets.UTF_8);
    assertRefused(MALFORMED, headers(ENCODER.encode(CAPTURE, JPEG)), json, "at byte");
  }

  @Test
  void aRecordWithoutASchemaIdNamesTheRemedy() throws Exception {
    assertRefused(
        NO_SCHEMA_ID,
        noHeaders(),
        ENCODER.encode(CAPTURE, JPEG).value(),
        "no header vedette-schema-id: send the schema's id in it, or configure a schema registry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcdef", "7052818B8211FC27", "not an id"})
  void anIdThatNobodyReleasedIsAnUnknownSchema(String id) throws Exception {
    assertRefused(
        UNKNOWN_SCHEMA, Given.header(id), ENCODER.encode(CAPTURE, JPEG).value(), '\'' + id + '\'');
  }

  @Test
  void aHeaderWithoutAValueIsAnUnknownSchema() throws Exception {
    Headers headers = new RecordHeaders().add(SchemaCatalog.HEADER, null);
    assertRefused(UNKNOWN_SCHEMA, headers, new byte[] {1}, "''");
  }

  @Test
  void theIdOfAnotherEventsSchemaIsMalformed() throws Exception {
    Headers sensor = headers(ENCODER.encode(CAPTURE, SAMPLES));
    assertRefused(MALFORMED, sensor, ENCODER.encode(CAPTURE, JPEG).value(), "at byte");
  }

  @Test
  void theLastOfSeveralHeadersCounts() throws Exception {
    Encoded record = ENCODER.encode(CAPTURE, JPEG);
    Headers headers = Given.header("0123456789abcdef").add(record.headers().get(0));
    assertThat(decoder.decode(ORIGIN, headers, record.value()).event()).isNotNull();
  }

  @Test
  void aVerdictIsNoEvent() throws Exception {
    Encoded verdict = new VerdictCodec(WireOptions.PLAIN, "verdicts").encode(Given.byCloud());
    assertRefused(
        UNKNOWN_KIND, headers(verdict), verdict.value(), "is of dev.vedette.avro.Verdict");
  }

  private static Headers noHeaders() {
    return new RecordHeaders();
  }

  private void assertRefused(DeadLetterReason reason, Headers headers, byte[] value, String detail)
      throws Exception {
    DeadLetter letter = decoder.decode(ORIGIN, headers, value).deadLetter();
    assertThat(letter).as("a dead letter").isNotNull();
    assertThat(letter.reason()).as(letter.detail()).isEqualTo(reason);
    assertThat(letter.detail()).contains(detail).isNotBlank();
  }
}
