package dev.vedette.pipeline;

import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.UnpackedGate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a gate is opened from: the job's own location, or what a release was unpacked to. */
record GateFolder(String location, @Nullable UnpackedGate unpacked) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GateFolder.class);

  static GateFolder configured(String location) {
    return new GateFolder(location, null);
  }

  /** Unpacks the graph that a release brings. */
  static GateFolder released(
      Release release, ReleasedArtefact artefact, ReleasedArtefacts artefacts)
      throws ReleaseRefusedException, GateArtefactException, IOException {
    UnpackedGate unpacked = UnpackedGate.of(release.toString(), artefacts.fetch(artefact));
    String name = unpacked.artefact().manifest().name();
    if (name.equals(release.gate())) {
      return new GateFolder(unpacked.folder().toString(), unpacked);
    }
    unpacked.close();
    throw new ReleaseRefusedException(
        Reason.DAMAGED, "%s brings a gate %s; release it under its name".formatted(release, name));
  }

  boolean isReleased() {
    return unpacked != null;
  }

  /** The gate is open by then, so a folder that stays is no reason to do without it. */
  @Override
  public void close() {
    if (unpacked != null) {
      try {
        unpacked.close();
      } catch (IOException e) {
        LOG.warn("{} is left over and may be deleted: {}", location, e.getMessage());
      }
    }
  }
}
