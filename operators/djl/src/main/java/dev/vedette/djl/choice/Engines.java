package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.engine.OnnxRuntimeEngine;
import dev.vedette.djl.engine.TensorFlowEngine;
import dev.vedette.djl.graph.Network;
import dev.vedette.djl.graph.OnnxModel;
import dev.vedette.djl.graph.SavedModel;
import java.nio.file.Path;
import java.util.Set;

/** The engines that a variant can name. */
final class Engines {
  static final Set<String> NAMES = Set.of(TensorFlowEngine.NAME, OnnxRuntimeEngine.NAME);

  private Engines() {}

  /** Starts the variant's engine, if nobody has, and loads its network. */
  static Network load(GateArtefact artefact, Variant variant) throws EngineStartException {
    Path folder = artefact.resolve(variant.folder());
    if (variant.engine().equals(OnnxRuntimeEngine.NAME)) {
      OnnxRuntimeEngine.start();
      return OnnxModel.load(folder);
    }
    TensorFlowEngine.start();
    return SavedModel.load(folder);
  }
}
