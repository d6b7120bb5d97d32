package dev.vedette.pipeline;

import dev.vedette.core.event.Kind;
import dev.vedette.core.gate.Gate;
import dev.vedette.core.gate.KindGate;
import dev.vedette.core.gate.LimitGate;
import dev.vedette.core.window.WindowSpec;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.WindowInput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What networks judge, and what else judges beside them. */
final class GateFittings {
  private GateFittings() {}

  /**
   * A network for pictures, and limits for sensor events if there are any. Releases replace the
   * network alone, and are tried on pictures alone.
   *
   * @param limits by device class
   */
  record ForCameras(HashMap<String, LimitGate.Limits> limits) implements Gates.Fitting {
    private static final long serialVersionUID = 1;

    @Override
    public void require(EmbeddedGate network) throws IOException {
      if (network.windows().isPresent()) {
        throw new IOException(
            "%s is a gate for sensors; name one for cameras in %s"
                .formatted(network.name(), GateOptions.GATE_LOCATION.key()));
      }
    }

    @Override
    public Gate around(Gate serving) {
      Map<Kind, Gate> gates = new EnumMap<>(Kind.class);
      gates.put(Kind.CAMERA, serving);
      if (!limits.isEmpty()) {
        gates.put(Kind.SENSOR, new LimitGate(limits));
      }
      return new KindGate(gates);
    }
  }

  /**
   * A network for windows of readings, of the same shape as the job builds them: that is decided by
   * the gate of the configuration when the job starts.
   */
  record ForWindows(GateSource configured) implements Gates.Fitting {
    private static final long serialVersionUID = 1;

    @Override
    public void require(EmbeddedGate network) throws IOException {
      WindowInput input = network.windows().orElse(null);
      if (input == null) {
        throw notForSensors(network.name() + " is a gate for cameras", null);
      }
      WindowSpec built = Gates.windows(configured);
      WindowSpec wanted = Gates.windows(input);
      if (!wanted.equals(built)) {
        throw new IOException(
            "%s wants to see %s, and this job builds %s; start it with that gate in %s"
                .formatted(
                    network.name(), wanted, built, SensorOptions.SENSOR_GATE_LOCATION.key()));
      }
    }

    @Override
    public Gate around(Gate serving) {
      return serving;
    }
  }

  static IOException notForSensors(String fact, @Nullable Exception cause) {
    return new IOException(
        "no windows can be judged: %s; name a gate for sensors in %s"
            .formatted(fact, SensorOptions.SENSOR_GATE_LOCATION.key()),
        cause);
  }
}
