package dev.vedette.pipeline;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.SensorGate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What networks judge, and what else judges beside them. */
final class GateFittings {
  private GateFittings() {}

  /** A network for pictures, and limits for sensor events if there are any. */
  static Gates.Fitting forCameras(Map<String, LimitGate.Limits> limits) {
    var sensors = new HashMap<>(limits);
    return network -> {
      requireNot(network instanceof SensorGate, network, "cameras", "vedette.gate.location");
      Map<Kind, Gate> gates = new EnumMap<>(Kind.class);
      gates.put(Kind.CAMERA, network);
      if (!sensors.isEmpty()) {
        gates.put(Kind.SENSOR, new LimitGate(sensors));
      }
      return new KindGate(gates);
    };
  }

  private static void requireNot(boolean wrong, EmbeddedGate network, String wanted, String option)
      throws IOException {
    if (wrong) {
      throw new IOException(
          "%s is no gate for %s; name one in %s".formatted(network.name(), wanted, option));
    }
  }
}
