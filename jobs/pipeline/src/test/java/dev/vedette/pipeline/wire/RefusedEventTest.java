package dev.vedette.pipeline.wire;

import static dev.vedette.core.event.DeadLetterReason.CAPTURED_IN_FUTURE;
import static dev.vedette.core.event.DeadLetterReason.CAPTURED_TOO_EARLY;
import static dev.vedette.core.event.DeadLetterReason.MALFORMED;
import static dev.vedette.core.event.DeadLetterReason.MISSING_ID;
import static dev.vedette.core.event.DeadLetterReason.NOT_A_PICTURE;
import static dev.vedette.core.event.DeadLetterReason.PAYLOAD_TOO_LARGE;
import static dev.vedette.core.event.DeadLetterReason.PICTURE_TOO_SMALL;
import static dev.vedette.core.event.DeadLetterReason.REFERENCE_REFUSED;
import static dev.vedette.core.event.DeadLetterReason.SAMPLES_NOT_FINITE;
import static dev.vedette.core.event.DeadLetterReason.UNSUPPORTED_PICTURE;
import static dev.vedette.pipeline.wire.Given.CAPTURE;
import static dev.vedette.pipeline.wire.Given.CAPTURED;
import static dev.vedette.pipeline.wire.Given.ENCODER;
import static dev.vedette.pipeline.wire.Given.JPEG;
import static dev.vedette.pipeline.wire.Given.ORIGIN;
import static dev.vedette.pipeline.wire.Given.SAMPLES;
import static dev.vedette.pipeline.wire.Given.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.avro.CameraFrame;
import dev.vedette.avro.InlinePicture;
import dev.vedette.avro.PictureEncoding;
import dev.vedette.avro.SensorReadings;
import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventRules;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are well written and still cannot be judged. */
class RefusedEventTest {
  private final EventDecoder decoder = Given.decoder();

  @Test
  void bytesThatAreNoJpegAreNoPicture() throws Exception {
    assertRefused(
        NOT_A_PICTURE,
        ENCODER.encode(CAPTURE, jpeg("GIF89a".getBytes(StandardCharsets.US_ASCII), 16, 16)));
    assertRefused(NOT_A_PICTURE, ENCODER.encode(CAPTURE, jpeg(new byte[0], 16, 16)));
  }

  @Test
  void cmykIsAnUnsupportedPicture() throws Exception {
    assertRefused(UNSUPPORTED_PICTURE, ENCODER.encode(CAPTURE, jpeg(Jpegs.cmyk(), 640, 480)));
  }

  @Test
  void anEncodingOfANewerVersionIsUnsupported() throws Exception {
    assertRefused(UNSUPPORTED_PICTURE, frame(PictureEncoding.UNKNOWN, 16, 16, new byte[768]));
  }

  @Test
  void onePixelIsTooSmallAPicture() throws Exception {
    assertRefused(PICTURE_TOO_SMALL, ENCODER.encode(CAPTURE, jpeg(Jpegs.of(1, 1), 1, 1)));
    assertRefused(PICTURE_TOO_SMALL, frame(PictureEncoding.RGB8, 1, 1, new byte[3]));
    assertRefused(PICTURE_TOO_SMALL, frame(PictureEncoding.RGB8, 0, -7, new byte[0]));
  }

  @Test
  void rgbOfAnotherSizeThanItsBytesIsNoPicture() throws Exception {
    assertRefused(NOT_A_PICTURE, frame(PictureEncoding.RGB8, 16, 16, new byte[767]));
    assertRefused(NOT_A_PICTURE, frame(PictureEncoding.RGB8, 8192, 8192, new byte[0]));
  }

  @Test
  void aPayloadMayFillTheLimitButNotPassItByAByte() throws Exception {
    EventDecoder strict =
        Given.decoder(new EventRules(2_000, EventRules.DEFAULTS.allowedAhead(), 16, 8192));
    Encoded full = ENCODER.encode(CAPTURE, jpeg(Jpegs.ofBytes(2_000), 16, 16));
    Encoded over = ENCODER.encode(CAPTURE, jpeg(Jpegs.ofBytes(2_001), 16, 16));
    assertThat(Given.decode(strict, full).event()).isNotNull();
    assertThat(Given.decode(strict, over).deadLetter().reason()).isEqualTo(PAYLOAD_TOO_LARGE);
  }

  @Test
  void samplesMayFillTheLimitButNotPassIt() throws Exception {
    EventDecoder strict =
        Given.decoder(new EventRules(16, EventRules.DEFAULTS.allowedAhead(), 16, 8192));
    assertThat(Given.decode(strict, readings(1, 1f, 2f, 3f, 4f)).event()).isNotNull();
    assertThat(Given.decode(strict, readings(1, 1f, 2f, 3f, 4f, 5f)).deadLetter().reason())
        .isEqualTo(PAYLOAD_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aSampleThatIsNoNumberIsRefused(float value) throws Exception {
    assertRefused(SAMPLES_NOT_FINITE, readings(1, 1f, value));
  }

  @Test
  void samplesThatDoNotFillTheirRowsAreMalformed() throws Exception {
    assertRefused(MALFORMED, readings(2, 1f, 2f, 3f));
    assertRefused(MALFORMED, readings(1));
    assertRefused(MALFORMED, readings(0, 1f));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aRateThatIsNoneIsMalformed(double hertz) throws Exception {
    assertRefused(MALFORMED, readings(List.of("x"), hertz, 1f));
  }

  @Test
  void aClockThatWasNeverSetIsTooEarly() throws Exception {
    assertRefused(CAPTURED_TOO_EARLY, captured(Instant.EPOCH));
    assertRefused(CAPTURED_TOO_EARLY, captured(EventRules.EARLIEST.minusNanos(1_000)));
    assertThat(Given.decode(decoder, captured(EventRules.EARLIEST)).event()).isNotNull();
  }

  @Test
  void aClockThatRunsAheadIsInTheFuture() throws Exception {
    Instant latest = ORIGIN.appendedAt().plus(EventRules.DEFAULTS.allowedAhead());
    assertThat(Given.decode(decoder, captured(latest)).event()).isNotNull();
    assertRefused(CAPTURED_IN_FUTURE, captured(latest.plusNanos(1_000)));
    assertRefused(CAPTURED_IN_FUTURE, captured(Instant.ofEpochSecond(Long.MAX_VALUE / 1_000_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void whatHasNoNameIsMissingItsId(String nothing) throws Exception {
    assertRefused(MISSING_ID, named(nothing, "acme", "door-1", "door"));
    assertRefused(MISSING_ID, named("e-1", nothing, "door-1", "door"));
    assertRefused(MISSING_ID, named("e-1", "acme", nothing, "door"));
    assertRefused(MISSING_ID, named("e-1", "acme", "door-1", nothing));
  }

  @Test
  void withoutRootsEveryReferenceIsRefused() throws Exception {
    assertRefused(
        REFERENCE_REFUSED,
        ENCODER.encodeJpegAt(CAPTURE, URI.create("file:///pictures/1.jpg"), null, null));
  }

  private static Encoded captured(Instant at) throws Exception {
    return ENCODER.encode(new Capture("e-1", "acme", "door-1", "door", at), JPEG);
  }

  private static Encoded named(String event, String tenant, String device, String deviceClass)
      throws Exception {
    return ENCODER.encode(new Capture(event, tenant, device, deviceClass, CAPTURED), SAMPLES);
  }

  private static Encoded frame(PictureEncoding encoding, int width, int height, byte[] bytes)
      throws Exception {
    var picture = new InlinePicture(encoding, width, height, ByteBuffer.wrap(bytes));
    return new RecordWriter<>(WireOptions.PLAIN, "events.camera", CameraFrame.class)
        .write(new CameraFrame("e-1", "acme", "door-1", "door", CAPTURED, picture));
  }

  private static Encoded readings(int channels, Float... values) throws Exception {
    return readings(List.of("x", "y").subList(0, channels), 1, values);
  }

  private static Encoded readings(List<String> channels, double hertz, Float... values)
      throws Exception {
    return new RecordWriter<>(WireOptions.PLAIN, "events.sensor", SensorReadings.class)
        .write(
            new SensorReadings(
                "e-1", "acme", "pump-1", "pump", CAPTURED, channels, hertz, List.of(values)));
  }

  private void assertRefused(DeadLetterReason reason, Encoded record) throws Exception {
    DeadLetter letter = Given.decode(decoder, record).deadLetter();
    assertThat(letter).as("a dead letter").isNotNull();
    assertThat(letter.reason()).as(letter.detail()).isEqualTo(reason);
    assertThat(letter.detail()).isNotBlank();
  }
}
