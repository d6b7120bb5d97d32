package dev.vedette.djl.artefact;

import dev.vedette.core.integrity.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive that somebody sent, being unpacked.
 *
 * <p>No name in it is made into a path but those that the manifest lists, whose own check lets
 * nothing lead out of the folder; each once, with the bytes whose hash the manifest gives, and all
 * of them. No entry is read further than is left of the bound, whatever it says of its size.
 */
final class ArchivedGate {
  private static final int MOST_MANIFEST_BYTES = 1 << 20;
  private static final int MOST_SIGNATURE_BYTES = 4096;
  private static final String REMEDY = "Archive the gate's folder again";

  private final String name;
  private final Path folder;
  private long left;

  ArchivedGate(String name, Path folder, long maxBytes) {
    this.name = name;
    this.folder = folder;
    this.left = maxBytes;
  }

  void unpack(InputStream archive) throws GateArtefactException, IOException {
    try {
      var zip = new ZipInputStream(archive);
      ManifestFile manifest = manifest(zip);
      Map<String, String> missing = new TreeMap<>(manifest.manifest().files());
      boolean signed = false;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String file = entry.getName();
        if (file.equals(GateArchive.SIGNATURE) && !signed) {
          write(file, read(zip, file, MOST_SIGNATURE_BYTES));
          signed = true;
        } else {
          unpack(zip, file, missing.remove(file));
        }
      }
      if (!missing.isEmpty()) {
        throw bad("%s is missing".formatted(missing.keySet().iterator().next()), null);
      }
    } catch (EOFException | ZipException | IllegalArgumentException e) {
      // The last for names that are not UTF-8.
      throw bad("is no ZIP file that can be read: " + e.getMessage(), e);
    }
  }

  private ManifestFile manifest(ZipInputStream zip) throws GateArtefactException, IOException {
    ZipEntry first = zip.getNextEntry();
    if (first == null || !first.getName().equals(ManifestFile.NAME)) {
      throw bad("does not begin with a " + ManifestFile.NAME, null);
    }
    byte[] json = read(zip, ManifestFile.NAME, MOST_MANIFEST_BYTES);
    ManifestFile manifest = ManifestFile.parse(name + ", " + ManifestFile.NAME, json);
    write(ManifestFile.NAME, json);
    return manifest;
  }

  private void unpack(ZipInputStream zip, String file, @Nullable String sha256)
      throws GateArtefactException, IOException {
    if (sha256 == null) {
      throw bad("an entry is there twice, or not in the manifest: '%s'".formatted(file), null);
    }
    byte[] bytes = read(zip, file, Integer.MAX_VALUE - 8);
    String actual = Sha256.hex(bytes);
    if (!actual.equals(sha256)) {
      throw bad("%s has SHA-256 %s, the manifest says %s".formatted(file, actual, sha256), null);
    }
    write(file, bytes);
  }

  private byte[] read(ZipInputStream zip, String file, int most)
      throws GateArtefactException, IOException {
    int bound = (int) Math.min(most, left);
    byte[] bytes = zip.readNBytes(bound);
    if (zip.read() >= 0) {
      throw bad("%s has more than the %d bytes it may have".formatted(file, bound), null);
    }
    left -= bytes.length;
    return bytes;
  }

  private void write(String file, byte[] bytes) throws IOException {
    Path to = folder.resolve(file);
    Files.createDirectories(to.getParent());
    Files.write(to, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private GateArtefactException bad(String fact, @Nullable Exception cause) {
    return new GateArtefactException(name, fact, REMEDY, cause);
  }
}
