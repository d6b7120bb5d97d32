package dev.vedette.pipeline;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.TensorFlowGate;
import dev.vedette.djl.TensorFlowGates;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.flink.OpenedGate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Opens the gates that a job judges with: a network for pictures, limits for sensors. */
final class Gates {
  private Gates() {}

  static OpenedGate open(GateSource camera, Map<String, LimitGate.Limits> limits)
      throws IOException {
    TensorFlowGate network;
    try {
      network = TensorFlowGates.open(camera);
    } catch (EngineStartException | GateArtefactException | NoServingVariantException e) {
      throw new IOException("no gate serves: " + e.getMessage(), e);
    }
    Map<Kind, Gate> gates = new EnumMap<>(Kind.class);
    gates.put(Kind.CAMERA, network);
    if (!limits.isEmpty()) {
      gates.put(Kind.SENSOR, new LimitGate(limits));
    }
    Map<String, String> refusals = new TreeMap<>();
    network
        .refusals()
        .forEach(refusal -> refusals.put(refusal.variant(), refusal.reason().wireName()));
    return new OpenedGate(
        new KindGate(gates),
        network.manifest().name() + '@' + network.manifest().version(),
        network.ladder().toString(),
        refusals);
  }
}
