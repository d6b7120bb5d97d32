package dev.vedette.pipeline;

import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.djl.artefact.GateArchive;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a gate is opened from: the job's own location, or a folder of its own in which a release
 * was unpacked. That one is needed until the gate is open, and gone when this is closed.
 */
record GateFolder(String location, @Nullable Path unpacked) implements AutoCloseable {
  /** What unpacked gates may have altogether; archives are not compressed. */
  private static final long MOST_BYTES = 512L << 20;

  static GateFolder configured(String location) {
    return new GateFolder(location, null);
  }

  /** Unpacks the graph that a release brings. */
  static GateFolder released(
      Release release, ReleasedArtefact artefact, ReleasedArtefacts artefacts)
      throws ReleaseRefusedException, GateArtefactException {
    byte[] archive = artefacts.fetch(artefact);
    try {
      Path folder = Files.createTempDirectory("vedette-gate-");
      boolean whole = false;
      var opened = new GateFolder(folder.toString(), folder);
      try {
        GateArtefact gate =
            GateArchive.unpack(
                release.toString(), new ByteArrayInputStream(archive), folder, MOST_BYTES);
        requireName(release, gate.manifest().name());
        whole = true;
        return opened;
      } finally {
        if (!whole) {
          opened.close();
        }
      }
    } catch (IOException e) {
      throw new ReleaseRefusedException(
          Reason.FAILED_SELF_TEST,
          "%s cannot be unpacked: %s; make room in %s"
              .formatted(release, e.getMessage(), System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  private static void requireName(Release release, String name) throws ReleaseRefusedException {
    if (!name.equals(release.gate())) {
      throw new ReleaseRefusedException(
          Reason.DAMAGED,
          "%s brings a gate %s; release it under its name".formatted(release, name));
    }
  }

  @Override
  public void close() throws IOException {
    if (unpacked != null) {
      try (Stream<Path> files = Files.walk(unpacked)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
