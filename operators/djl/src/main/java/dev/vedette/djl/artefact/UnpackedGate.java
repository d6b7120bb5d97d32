package dev.vedette.djl.artefact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A gate out of an archive, in a folder of its own that only this user may enter. It is needed
 * until the gate is open, and gone when this is closed.
 */
public record UnpackedGate(GateArtefact artefact, Path folder) implements AutoCloseable {
  /** What is unpacked may have altogether; archives are not compressed. */
  private static final long MOST_BYTES = 512L << 20;

  /**
   * Unpacks an archive that is in memory, so that nobody can change it meanwhile.
   *
   * @param name of the archive, for messages
   * @throws GateArtefactException if it holds anything but one gate, whole
   * @throws IOException if there is no place to unpack it to
   */
  public static UnpackedGate of(String name, byte[] archive)
      throws GateArtefactException, IOException {
    Path folder = Files.createTempDirectory("vedette-gate-");
    boolean whole = false;
    try {
      var gate =
          new UnpackedGate(
              GateArchive.unpack(name, new ByteArrayInputStream(archive), folder, MOST_BYTES),
              folder);
      whole = true;
      return gate;
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be unpacked to %s: %s; make room there"
              .formatted(name, folder, e.getMessage()),
          e);
    } finally {
      if (!whole) {
        Folders.delete(folder);
      }
    }
  }

  @Override
  public void close() throws IOException {
    Folders.delete(folder);
  }
}
