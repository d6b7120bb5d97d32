package dev.vedette.djl.artefact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A gate's folder as one file, a ZIP, and back.
 *
 * <p>Of one gate there is one archive, to the byte: its entries are sorted, have no time and are
 * not compressed (weights hardly shrink, and compressors differ). The manifest stands first, so
 * that whoever unpacks knows of each file behind it whether it may be there and what it must be.
 * See {@link ArchivedGate} for the way back.
 */
public final class GateArchive {
  /** A signature of the manifest, which the manifest itself cannot list. */
  static final String SIGNATURE = "manifest.sig";

  /** What the format's own clock begins with. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private GateArchive() {}

  /**
   * Writes a gate's archive: what the manifest lists, the manifest, and its signature if there is
   * one. What else lies in the folder stays there.
   *
   * @throws GateArtefactException if a file is not as the manifest says
   */
  public static void write(Path folder, OutputStream to) throws GateArtefactException, IOException {
    GateManifest manifest = ManifestFile.in(folder).manifest();
    Optional<String> damage = Hashes.damageIn(folder, manifest.files());
    if (damage.isPresent()) {
      throw new GateArtefactException(folder.toString(), damage.get(), GateArtefact.REMEDY, null);
    }
    List<String> entries = new ArrayList<>(List.of(ManifestFile.NAME));
    if (Files.exists(folder.resolve(SIGNATURE))) {
      entries.add(SIGNATURE);
    }
    entries.addAll(manifest.files().keySet());
    var zip = new ZipOutputStream(to);
    for (String entry : entries) {
      put(zip, entry, Files.readAllBytes(folder.resolve(entry)));
    }
    zip.finish();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    var crc = new CRC32();
    crc.update(bytes);
    var entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /**
   * Unpacks an archive into a folder that is empty or not there, and reads the gate.
   *
   * @param name of the archive, for messages
   * @param maxBytes of all files together, as they are when they are unpacked
   * @throws GateArtefactException if the archive holds anything but one gate, whole
   */
  public static GateArtefact unpack(String name, InputStream archive, Path folder, long maxBytes)
      throws GateArtefactException, IOException {
    Files.createDirectories(folder);
    try (var there = Files.newDirectoryStream(folder)) {
      if (there.iterator().hasNext()) {
        throw new GateArtefactException(
            folder.toString(), "is not empty", "Unpack a gate into a folder of its own", null);
      }
    }
    new ArchivedGate(name, folder, maxBytes).unpack(archive);
    return GateArtefact.readFolder(folder);
  }
}
