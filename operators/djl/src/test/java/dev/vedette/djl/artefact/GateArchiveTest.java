package dev.vedette.djl.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.djl.GateCopy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateArchiveTest {
  private static final long BOUND = 64L << 20;

  @TempDir Path scratch;
  private GateCopy copy;

  @BeforeEach
  void copy() throws Exception {
    copy = GateCopy.into(scratch.resolve("face"));
  }

  private byte[] archive() throws Exception {
    var bytes = new ByteArrayOutputStream();
    GateArchive.write(copy.folder(), bytes);
    return bytes.toByteArray();
  }

  private GateArtefact unpack(byte[] archive, long maxBytes) throws Exception {
    return GateArchive.unpack(
        "face.zip", new ByteArrayInputStream(archive), scratch.resolve("unpacked"), maxBytes);
  }

  private Map<String, byte[]> entries() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    var zip = new ZipInputStream(new ByteArrayInputStream(archive()));
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      entries.put(entry.getName(), zip.readAllBytes());
    }
    return entries;
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** That an archive of other entries is refused and leaves nothing outside its folder. */
  private void assertRefused(Consumer<Map<String, byte[]>> change, String part) throws Exception {
    Map<String, byte[]> entries = entries();
    change.accept(entries);
    byte[] archive = zip(entries);

    assertThatThrownBy(() -> unpack(archive, BOUND))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("face.zip")
        .hasMessageContaining(part);
    try (Stream<Path> left = Files.list(scratch)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsOnly("face", "unpacked");
    }
  }

  @Test
  void aGateComesBackAsItWas() throws Exception {
    GateArtefact before = GateArtefact.read(copy.location());
    GateArtefact after = unpack(archive(), BOUND);

    assertThat(after.id()).isEqualTo(before.id());
    for (String file : before.manifest().files().keySet()) {
      assertThat(after.bytes(file)).as(file).isEqualTo(before.bytes(file));
    }
  }

  @Test
  void oneGateHasOneArchive() throws Exception {
    byte[] archive = archive();
    Files.setLastModifiedTime(
        copy.file("manifest.json"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
    Files.writeString(copy.file("notes.txt"), "no part of the gate");

    assertThat(archive()).isEqualTo(archive);
    assertThat(entries().keySet()).first().isEqualTo("manifest.json");
    assertThat(entries()).doesNotContainKey("notes.txt");
  }

  @Test
  void aSignatureOfTheManifestGoesWithIt() throws Exception {
    Files.writeString(copy.file("manifest.sig"), "signed");
    unpack(archive(), BOUND);

    assertThat(Files.readString(scratch.resolve("unpacked/manifest.sig"))).isEqualTo("signed");
  }

  @Test
  void aDamagedGateIsNotArchived() throws Exception {
    copy.flip("golden/outputs.json");

    assertThatThrownBy(this::archive)
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("golden/outputs.json")
        .hasMessageContaining("the manifest says");
  }

  @Test
  void nothingLeadsOutOfTheFolder() throws Exception {
    for (String name : new String[] {"../evil", "/evil", "a/../../evil", "..\\evil", ""}) {
      assertRefused(entries -> entries.put(name, new byte[1]), "not in the manifest");
      wipe();
    }
  }

  private void wipe() throws IOException {
    try (Stream<Path> files = Files.walk(scratch.resolve("unpacked"))) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void whatTheManifestDoesNotListIsRefused() throws Exception {
    assertRefused(entries -> entries.put("golden/more.bin", new byte[1]), "golden/more.bin");
  }

  @Test
  void whatTheManifestListsHasToBeThere() throws Exception {
    assertRefused(
        entries -> entries.remove("golden/outputs.json"), "golden/outputs.json is missing");
  }

  @Test
  void aFileHasTheHashThatTheManifestSays() throws Exception {
    assertRefused(
        entries -> entries.put("golden/outputs.json", "{}".getBytes(StandardCharsets.US_ASCII)),
        "golden/outputs.json has SHA-256");
  }

  @Test
  void theManifestComesFirst() throws Exception {
    assertRefused(
        entries -> entries.put("manifest.json", entries.remove("manifest.json")),
        "does not begin with a manifest.json");
  }

  @Test
  void noEntryIsThereTwice() throws Exception {
    // ZipOutputStream refuses to write such a one, so another name is put in its place after.
    Map<String, byte[]> entries = entries();
    entries.put("golden/outputs.jsoX", entries.get("golden/outputs.json"));
    byte[] archive = replaced(zip(entries), "golden/outputs.jsoX", "golden/outputs.json");

    assertThatThrownBy(() -> unpack(archive, BOUND))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("an entry is there twice");
  }

  private static byte[] replaced(byte[] in, String name, String other) {
    String text = new String(in, StandardCharsets.ISO_8859_1);
    return text.replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void anArchiveThatGrowsBeyondItsBoundIsNotUnpackedFurther() throws Exception {
    byte[] archive = archive();
    assertThatThrownBy(() -> unpack(archive, archive.length / 2))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("more than the");
    wipe();
    assertRefused(
        entries -> entries.put("manifest.json", new byte[200 << 20]), // 200 kB compressed
        "manifest.json has more than the 1048576 bytes");
  }

  @Test
  void aFolderThatIsInUseIsLeftAlone() throws Exception {
    Path other = Files.createDirectories(scratch.resolve("unpacked"));
    Files.writeString(other.resolve("mine"), "mine");

    assertThatThrownBy(() -> unpack(archive(), BOUND))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void anArchiveThatIsCutOffOrNoneIsRefused() throws Exception {
    byte[] archive = archive();
    for (int length : new int[] {0, 10, 100, archive.length / 2}) {
      assertThatThrownBy(() -> unpack(Arrays.copyOf(archive, length), BOUND))
          .isInstanceOf(GateArtefactException.class);
      wipe();
    }
    assertThatThrownBy(() -> unpack(new byte[1000], BOUND))
        .isInstanceOf(GateArtefactException.class);
  }
}
