package dev.vedette.pipeline;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.djl.SensorGate;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What networks judge, and what else judges beside them. */
final class GateFittings {
  private GateFittings() {}

  /** A network for pictures, and limits for sensor events if there are any. */
  static Gates.Fitting forCameras(Map<String, LimitGate.Limits> limits) {
    var sensors = new HashMap<>(limits);
    return network -> {
      if (network instanceof SensorGate) {
        throw new IOException(
            "%s is a gate for sensors; name one for cameras in %s"
                .formatted(network.name(), GateOptions.GATE_LOCATION.key()));
      }
      Map<Kind, Gate> gates = new EnumMap<>(Kind.class);
      gates.put(Kind.CAMERA, network);
      if (!sensors.isEmpty()) {
        gates.put(Kind.SENSOR, new LimitGate(sensors));
      }
      return new KindGate(gates);
    };
  }

  /** A network for windows of readings. */
  static Gates.Fitting forWindows() {
    return network -> {
      if (network instanceof SensorGate) {
        return network;
      }
      throw notForSensors(network.name() + " is a gate for cameras", null);
    };
  }

  static IOException notForSensors(String fact, @Nullable Exception cause) {
    return new IOException(
        "no windows can be judged: %s; name a gate for sensors in %s"
            .formatted(fact, SensorOptions.SENSOR_GATE_LOCATION.key()),
        cause);
  }
}
