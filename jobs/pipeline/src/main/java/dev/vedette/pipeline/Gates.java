package dev.vedette.pipeline;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.core.window.WindowSpec;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.SensorGate;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.flink.OpenedGate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Opens the gates that a job judges with: a network for pictures, and for sensors limits or a
 * network that judges windows.
 */
final class Gates {
  private Gates() {}

  static OpenedGate open(GateSource camera, Map<String, LimitGate.Limits> limits)
      throws IOException {
    EmbeddedGate network = network(camera);
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
    return opened(new KindGate(gates), network);
  }

  static OpenedGate openSensor(GateSource sensor) throws IOException {
    EmbeddedGate network = network(sensor);
    if (network instanceof SensorGate) {
      return opened(network, network);
    }
    network.close();
    throw new IOException(notForSensors(network.name() + " is a gate for cameras"));
  }

  /** What the sensor gate wants to see at once. */
  static WindowSpec windows(GateSource sensor) throws IOException {
    try {
      WindowInput input = EmbeddedGates.windowInput(sensor.location());
      return new WindowSpec(
          input.channelNames(), input.samples(), input.slide(), input.gap().mostFilled());
    } catch (GateArtefactException e) {
      throw new IOException(notForSensors(String.valueOf(e.getMessage())), e);
    }
  }

  private static String notForSensors(String fact) {
    return "no windows can be judged: %s; name a gate for sensors in %s"
        .formatted(fact, SensorOptions.SENSOR_GATE_LOCATION.key());
  }

  private static EmbeddedGate network(GateSource source) throws IOException {
    try {
      return EmbeddedGates.open(source);
    } catch (EngineStartException | GateArtefactException | NoServingVariantException e) {
      throw new IOException("no gate serves: " + e.getMessage(), e);
    }
  }

  private static OpenedGate opened(Gate gate, EmbeddedGate network) {
    Map<String, String> refusals = new TreeMap<>();
    network
        .refusals()
        .forEach(refusal -> refusals.put(refusal.variant(), refusal.reason().wireName()));
    return new OpenedGate(gate, network.name(), network.ladder().toString(), refusals);
  }
}
