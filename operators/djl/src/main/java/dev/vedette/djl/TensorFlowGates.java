package dev.vedette.djl;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.choice.Host;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.choice.ServingGate;
import dev.vedette.djl.choice.Trial;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.util.List;

/**
 * Opens gates that run on TensorFlow, starting the engine first where nobody has.
 *
 * <p>Opening takes seconds the first time in a process and milliseconds afterwards; the alert path
 * must not wait for it.
 */
public final class TensorFlowGates {
  private TensorFlowGates() {}

  /** Opens a gate for one subtask. */
  public static TensorFlowGate open(GateSource source)
      throws EngineStartException, GateArtefactException, NoServingVariantException {
    return open(source, Host.current());
  }

  static TensorFlowGate open(GateSource source, Host host)
      throws EngineStartException, GateArtefactException, NoServingVariantException {
    GateSession session = openSession(source, host);
    Double threshold = source.threshold();
    return new TensorFlowGate(
        session,
        threshold != null ? threshold : session.manifest().threshold().value(),
        source.maxBatch());
  }

  /** Opens a gate's engine alone, to be measured or compared with. */
  public static GateSession openSession(GateSource source)
      throws EngineStartException, GateArtefactException, NoServingVariantException {
    return openSession(source, Host.current());
  }

  static GateSession openSession(GateSource source, Host host)
      throws EngineStartException, GateArtefactException, NoServingVariantException {
    TensorFlowEngine.start();
    GateArtefact artefact = GateArtefact.read(source.location());
    if (!artefact.manifest().kind().equals("camera")) {
      throw artefact.damage(
          "manifest.json",
          "is for %s devices, not for cameras".formatted(artefact.manifest().kind()));
    }
    return new GateSession(
        SharedGates.OF_THIS_PROCESS.enter(
            new SharedGates.Key(artefact.id(), source.variant()),
            () -> ServingGate.load(artefact, source.variant(), host)));
  }

  /** Tries every variant of a gate on this host, in the order of the manifest. */
  public static List<Trial> test(String location)
      throws EngineStartException, GateArtefactException {
    TensorFlowEngine.start();
    return ServingGate.tryAll(GateArtefact.read(location), Host.current());
  }
}
