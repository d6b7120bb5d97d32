package dev.vedette.pipeline;

import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.UnpackedGate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a gate is opened from: the job's own location, or what a release was unpacked to. */
record GateFolder(String location, @Nullable UnpackedGate unpacked) implements AutoCloseable {
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

  @Override
  public void close() throws IOException {
    if (unpacked != null) {
      unpacked.close();
    }
  }
}
