package dev.vedette.pipeline.wire;

import static dev.vedette.core.event.DeadLetterReason.CAPTURED_TOO_EARLY;
import static dev.vedette.core.event.DeadLetterReason.NOT_A_PICTURE;
import static dev.vedette.core.event.DeadLetterReason.PAYLOAD_TOO_LARGE;
import static dev.vedette.core.event.DeadLetterReason.REFERENCE_REFUSED;
import static dev.vedette.core.event.DeadLetterReason.REFERENCE_UNREADABLE;
import static dev.vedette.pipeline.wire.Given.CAPTURE;
import static dev.vedette.pipeline.wire.Given.ENCODER;
import static dev.vedette.pipeline.wire.Given.JPEG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.DeadLetter;
import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.EventRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReferenceTest {
  @TempDir private Path folder;
  private final List<URI> asked = new ArrayList<>();
  private EventDecoder decoder;
  private Path file;

  @BeforeEach
  void aPictureLiesInTheFolder() throws IOException {
    file = Files.write(folder.resolve("1.jpg"), JPEG.bytes());
    decoder = Given.decoder(List.of(folder.toUri()), this::read);
  }

  @Test
  void aPictureIsReadFromWhereItLies() throws Exception {
    Encoded record =
        ENCODER.encodeJpegAt(
            CAPTURE, file.toUri(), (long) JPEG.bytes().length, sha256(JPEG.bytes()));
    assertThat(Given.decode(decoder, record).event().picture())
        .usingRecursiveComparison()
        .isEqualTo(JPEG);
  }

  @Test
  void lengthAndHashMayBeLeftOutAndTheHashInCapitals() throws Exception {
    assertThat(event(null, null)).isNotNull();
    assertThat(event(null, sha256(JPEG.bytes()).toUpperCase(Locale.ROOT))).isNotNull();
  }

  @Test
  void aReferenceOutsideTheRootsIsRefusedAndNotRead() throws Exception {
    Encoded record =
        ENCODER.encodeJpegAt(CAPTURE, URI.create(folder.toUri() + "../1.jpg"), null, null);
    assertRefused(REFERENCE_REFUSED, "is below none of the allowed roots", record);
    assertThat(asked).isEmpty();
  }

  @Test
  void aPictureThatIsNotThereIsUnreadable() throws Exception {
    Encoded record = ENCODER.encodeJpegAt(CAPTURE, folder.resolve("2.jpg").toUri(), null, null);
    assertRefused(REFERENCE_UNREADABLE, "NoSuchFileException", record);
  }

  @Test
  void anotherHashThanWasAnnouncedIsUnreadable() throws Exception {
    assertRefused(
        REFERENCE_UNREADABLE,
        "has SHA-256 " + sha256(JPEG.bytes()) + ", announced was 00ff",
        ENCODER.encodeJpegAt(CAPTURE, file.toUri(), null, "00ff"));
  }

  @Test
  void anotherLengthThanWasAnnouncedIsUnreadable() throws Exception {
    int length = JPEG.bytes().length;
    assertRefused(
        REFERENCE_UNREADABLE,
        "has %d bytes, announced were %d".formatted(length, length + 1),
        ENCODER.encodeJpegAt(CAPTURE, file.toUri(), length + 1L, null));
    assertRefused(
        REFERENCE_UNREADABLE,
        "announced were -1",
        ENCODER.encodeJpegAt(CAPTURE, file.toUri(), -1L, null));
  }

  @Test
  void aPictureThatAnnouncesItselfTooLargeIsNotRead() throws Exception {
    long tooMany = EventRules.DEFAULTS.maxPayloadBytes() + 1;
    assertRefused(
        PAYLOAD_TOO_LARGE, "", ENCODER.encodeJpegAt(CAPTURE, file.toUri(), tooMany, null));
    assertThat(asked).isEmpty();
  }

  @Test
  void aPictureMayFillTheLimitButNotPassItByAByte() throws Exception {
    int most = (int) EventRules.DEFAULTS.maxPayloadBytes();
    Files.write(file, Jpegs.ofBytes(most));
    assertThat(event(null, null)).isNotNull();
    Files.write(file, Jpegs.ofBytes(most + 1));
    assertRefused(PAYLOAD_TOO_LARGE, "", ENCODER.encodeJpegAt(CAPTURE, file.toUri(), null, null));
  }

  @ParameterizedTest
  @ValueSource(longs = {Integer.MAX_VALUE - 9L, Integer.MAX_VALUE, Long.MAX_VALUE})
  void noLimitIsTooLargeForAnArray(long maxPayloadBytes) throws Exception {
    var rules = new EventRules(maxPayloadBytes, Duration.ofMinutes(5), 16, 8192);
    List<Long> limits = new ArrayList<>();
    ReferenceStore store =
        (uri, maxBytes) -> {
          limits.add(maxBytes);
          return read(uri, maxBytes);
        };
    var generous =
        new EventDecoder(
            rules, null, new ReferenceRoots(List.of(folder.toUri())), store, Given.CLOCK);
    Encoded record = ENCODER.encodeJpegAt(CAPTURE, file.toUri(), null, null);
    assertThat(Given.decode(generous, record).event()).isNotNull();
    assertThat(limits).containsExactly(Integer.MAX_VALUE - 8L);
  }

  @Test
  void whatIsReadMustBeAPicture() throws Exception {
    Files.writeString(file, "not a picture");
    assertRefused(NOT_A_PICTURE, "", ENCODER.encodeJpegAt(CAPTURE, file.toUri(), null, null));
  }

  @Test
  void aFrameWithABadHeaderIsRefusedBeforeItsPictureIsRead() throws Exception {
    var unset = new Capture("e-1", "acme", "door-1", "door", Instant.EPOCH);
    assertRefused(CAPTURED_TOO_EARLY, "", ENCODER.encodeJpegAt(unset, file.toUri(), null, null));
    assertThat(asked).isEmpty();
  }

  private Object event(Long length, String sha256) throws SchemaRegistryException {
    return Given.decode(decoder, ENCODER.encodeJpegAt(CAPTURE, file.toUri(), length, sha256))
        .event();
  }

  private void assertRefused(DeadLetterReason reason, String detail, Encoded record)
      throws Exception {
    DeadLetter letter = Given.decode(decoder, record).deadLetter();
    assertThat(letter.reason()).as(letter.detail()).isEqualTo(reason);
    assertThat(letter.detail()).contains(detail);
  }

  private byte[] read(URI uri, long maxBytes) throws IOException {
    asked.add(uri);
    byte[] bytes = Files.readAllBytes(Path.of(uri));
    return bytes.length <= maxBytes ? bytes : Arrays.copyOf(bytes, (int) maxBytes);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
