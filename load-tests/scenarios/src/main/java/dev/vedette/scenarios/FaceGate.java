package dev.vedette.scenarios;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.release.Lineage;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.flink.GateOpener;
import dev.vedette.flink.OpenedGate;
import java.io.IOException;
import java.util.Map;

/** Opens the face gate as the job does, in a pipeline to which nothing is released. */
final class FaceGate implements GateOpener {
  private static final long serialVersionUID = 1;

  private final int maxBatch;

  FaceGate(int maxBatch) {
    this.maxBatch = maxBatch;
  }

  @Override
  public OpenedGate open() throws IOException {
    try {
      EmbeddedGate network = EmbeddedGates.open(RawEngine.FACE.withMaxBatch(maxBatch));
      return new OpenedGate(
          network,
          network.manifest().name(),
          network.manifest().version(),
          network.ladder().toString(),
          Map.of());
    } catch (EngineStartException | GateArtefactException | NoServingVariantException e) {
      throw new IOException("no gate serves: " + e.getMessage(), e);
    }
  }

  @Override
  public Gate around(Gate serving) {
    return new KindGate(Map.of(Kind.CAMERA, serving));
  }

  @Override
  public OpenedGate open(Lineage lineage) {
    throw new IllegalStateException("nothing is released here: " + lineage);
  }
}
