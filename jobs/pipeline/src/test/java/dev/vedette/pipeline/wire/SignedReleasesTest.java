package dev.vedette.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.avro.ArtefactReference;
import dev.vedette.avro.ClassThreshold;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseKind;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.schemas.SchemaCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignedReleasesTest {
  private static final SeededKey KEY = SeededKey.of("site-1", 1);

  private final SignedReleases reader = new SignedReleases(KEY.trusted());

  /** A record with anything in it, signed all the same: what a mistaken owner of a key would do. */
  private static Announcement signed(Consumer<dev.vedette.avro.Release> change) throws Exception {
    dev.vedette.avro.Release avro = ReleaseFields.unsigned(Given.headDraft(), KEY.keyId());
    change.accept(avro);
    byte[] unsigned =
        new RecordWriter<>(WireOptions.PLAIN, "releases", dev.vedette.avro.Release.class)
            .write(avro)
            .value();
    return signed(Arrays.copyOf(unsigned, unsigned.length - 1));
  }

  private static Announcement signed(byte[] prefix) {
    byte[] message = SignedParts.message(ReleaseFields.SCHEMA_ID, prefix, prefix.length);
    return new Announcement(
        ReleaseFields.SCHEMA_ID, join(prefix, SignedParts.field(KEY.sign(message))));
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private void assertRefused(Announcement announcement, Reason reason, String part) {
    assertThatThrownBy(() -> reader.read(announcement))
        .isInstanceOfSatisfying(
            ReleaseRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(part);
  }

  @Test
  void whatIsSignedIsReadAsItWasDrafted() throws Exception {
    var draft = Given.headDraft();
    Release release = reader.read(ReleaseSigning.sign(draft, KEY).announcement());

    assertThat(release)
        .usingRecursiveComparison()
        .comparingOnlyFields(
            "gate",
            "version",
            "sequence",
            "kind",
            "base",
            "announcedAt",
            "note",
            "artefact",
            "thresholds",
            "shadow")
        .isEqualTo(draft);
    assertThat(release.keyId()).isEqualTo("site-1");
    assertThat(release.deviceClasses()).isEmpty();
    assertThat(release).hasToString("person@1.1.0 (head, sequence 4)");
  }

  @Test
  void theSignatureIsOverTheSchemasIdAndAllBytesBeforeIt() throws Exception {
    byte[] bytes = ReleaseSigning.sign(Given.headDraft(), KEY).announcement().bytes();
    byte[] message =
        join(
            "e62b2a9a84dd4b9d".getBytes(StandardCharsets.US_ASCII),
            Arrays.copyOf(bytes, bytes.length - 66));

    assertThat(Arrays.copyOfRange(bytes, bytes.length - 66, bytes.length - 64))
        .containsExactly(0x80, 0x01); // 64 in Avro's way
    assertThat(Arrays.copyOfRange(bytes, bytes.length - 64, bytes.length))
        .isEqualTo(KEY.sign(message));
  }

  @Test
  void aReferenceIsReadAndNotFollowed() throws Exception {
    Release release =
        reader.read(signed(avro -> avro.put("artefact", new ArtefactReference("s3://g/p.zip"))));

    assertThat(release.artefact().uri()).isEqualTo("s3://g/p.zip");
    assertThat(release.artefact().inline()).isNull();
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("kind", "weights", Reason.UNSUPPORTED, "kind 'weights'"),
        Arguments.of("deviceClasses", List.of("door"), Reason.UNSUPPORTED, "device classes only"),
        Arguments.of("algorithm", "Ed448", Reason.UNSUPPORTED, "not signed with Ed25519"),
        Arguments.of("algorithm", "", Reason.UNSUPPORTED, "not signed with Ed25519"),
        Arguments.of("keyId", "site-2", Reason.UNKNOWN_KEY, "site-2"),
        Arguments.of("gate", "../person", Reason.UNREADABLE, "gate '../person'"),
        Arguments.of("version", "", Reason.UNREADABLE, "version ''"),
        Arguments.of("base", "a/b", Reason.UNREADABLE, "base 'a/b'"),
        Arguments.of("base", null, Reason.UNREADABLE, "a head names no base"),
        Arguments.of("sequence", 0L, Reason.UNREADABLE, "sequence < 1: 0"),
        Arguments.of("length", 5L, Reason.DAMAGED, "holds 4 bytes"),
        Arguments.of("sha256", "0".repeat(64), Reason.DAMAGED, "announce it again"),
        Arguments.of("sha256", "no hash", Reason.UNREADABLE, "sha256"),
        Arguments.of("artefact", null, Reason.UNREADABLE, "an artefact that is not there"),
        Arguments.of("artefact", new ArtefactReference("p.zip"), Reason.UNREADABLE, "no scheme"),
        Arguments.of("artefact", new ArtefactReference("a b"), Reason.UNREADABLE, "URI is none"),
        Arguments.of(
            "thresholds",
            List.of(new ClassThreshold("a", 0.1), new ClassThreshold("a", 0.2)),
            Reason.UNREADABLE,
            "two thresholds of a"),
        Arguments.of(
            "thresholds",
            List.of(new ClassThreshold("a", Double.NaN)),
            Reason.UNREADABLE,
            "threshold of a is not in 0..1: NaN"),
        Arguments.of(
            "shadow",
            new dev.vedette.avro.Shadow(0L, 1.0, 0.0, 1.0, null, null),
            Reason.UNREADABLE,
            "shadow events < 1"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void aTrustedKeyMakesNoSenseOfNonsense(String field, Object value, Reason reason, String part)
      throws Exception {
    assertRefused(signed(avro -> avro.put(field, value)), reason, part);
  }

  @Test
  void aRecordWithoutASignatureIsUnsigned() throws Exception {
    byte[] signed = ReleaseSigning.sign(Given.headDraft(), KEY).announcement().bytes();
    byte[] unsigned = join(Arrays.copyOf(signed, signed.length - 66), new byte[] {0});

    assertRefused(
        new Announcement(ReleaseFields.SCHEMA_ID, unsigned), Reason.UNSIGNED, "no signature");
  }

  @Test
  void aSchemaThatIsNoReleasesIsRefusedWithoutRepeatingWhatSomebodyWrote() throws Exception {
    byte[] bytes = ReleaseSigning.sign(Given.headDraft(), KEY).announcement().bytes();
    String verdict = SchemaCatalog.idOf(dev.vedette.avro.Verdict.getClassSchema());

    assertRefused(new Announcement(verdict, bytes), Reason.UNREADABLE, "has the id " + verdict);
    assertRefused(
        new Announcement("\u001b[2J", bytes), Reason.UNREADABLE, "the id that the record names");
  }

  @Test
  void nothingMayFollow() throws Exception {
    byte[] bytes = ReleaseSigning.sign(Given.headDraft(), KEY).announcement().bytes();

    assertRefused(
        new Announcement(ReleaseFields.SCHEMA_ID, join(bytes, new byte[1])),
        Reason.UNREADABLE,
        "1 bytes follow");
  }

  @Test
  void oneSignatureHasOneAnnouncement() throws Exception {
    byte[] bytes = ReleaseSigning.sign(Given.headDraft(), KEY).announcement().bytes();
    int length = bytes.length - 66;
    byte[] longer = join(Arrays.copyOf(bytes, length), new byte[] {(byte) 0x80, (byte) 0x81, 0});
    byte[] padded = join(longer, Arrays.copyOfRange(bytes, length + 2, bytes.length));

    assertRefused(
        new Announcement(ReleaseFields.SCHEMA_ID, padded),
        Reason.UNREADABLE,
        "not written as short");
  }

  @Test
  void whatIsSignedIsEncodedInTheShortestWay() throws Exception {
    byte[] bytes = ReleaseSigning.sign(Given.headDraft(), KEY).announcement().bytes();
    // The length of the gate's name, 6 letters, in two bytes and not in one.
    byte[] prefix =
        join(new byte[] {(byte) 0x8c, 0}, Arrays.copyOfRange(bytes, 1, bytes.length - 66));

    assertRefused(signed(prefix), Reason.UNREADABLE, "not encoded in the shortest way");
  }

  @Test
  void theJobsOwnGateIsAnnouncedWithoutAnArtefact() throws Exception {
    Release release =
        reader.read(
            signed(
                avro -> {
                  avro.put("kind", "graph");
                  avro.put("base", null);
                  avro.put("artefact", null);
                  avro.put("length", 0L);
                  avro.put("sha256", "");
                }));

    assertThat(release.kind()).isEqualTo(ReleaseKind.GRAPH);
    assertThat(release.artefact()).isNull();
  }

  @Test
  void theReaderDoesNotChangeWhatItRead() throws Exception {
    Announcement announcement = ReleaseSigning.sign(Given.headDraft(), KEY).announcement();
    byte[] before = announcement.bytes().clone();

    assertThat(reader.read(announcement).announcement()).isSameAs(announcement);
    assertThat(announcement.bytes()).isEqualTo(before);
  }
}
