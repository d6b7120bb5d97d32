package dev.vedette.pipeline;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.SensorGate;
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
    EmbeddedGate network;
    try {
      network = EmbeddedGates.open(camera);
    } catch (EngineStartException | GateArtefactException | NoServingVariantException e) {
      throw new IOException("no gate serves: " + e.getMessage(), e);
    }
    if (network instanceof SensorGate) {
      network.close();
      throw new IOException(
          "%s is a gate for sensors; name one for cameras in vedette.gate.location"
              .formatted(network.name()));
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
        new KindGate(gates), network.name(), network.ladder().toString(), refusals);
  }
}
