package dev.vedette.djl;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateCache;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.choice.Bench;
import dev.vedette.djl.choice.Benched;
import dev.vedette.djl.choice.Host;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.choice.RememberedChoices;
import dev.vedette.djl.choice.ServingGate;
import dev.vedette.djl.choice.Trial;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.engine.TensorFlowEngine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens gates, starting engines first where nobody has.
 *
 * <p>Opening takes seconds the first time in a process, and milliseconds while another gate of the
 * same artefact is open; the alert path must not wait for it.
 */
public final class EmbeddedGates {
  private EmbeddedGates() {}

  /** Opens a gate for one subtask, as its artefact has it. */
  public static EmbeddedGate open(GateSource source)
      throws EngineStartException, GateArtefactException, NoServingVariantException {
    return EmbeddedGate.over(openSession(source));
  }

  /**
   * Opens a gate whose network somebody in this process uses, and reads none of its files.
   *
   * @param artefactId see {@link EmbeddedGate#artefactId}
   * @param source that the network was opened with; its location does not matter
   * @return empty if the network is not in memory, or no longer
   */
  public static Optional<EmbeddedGate> openAnother(String artefactId, GateSource source)
      throws GateArtefactException {
    var key = new SharedGates.Key(artefactId, source.variant());
    Optional<SharedGates.Lease> lease = SharedGates.OF_THIS_PROCESS.join(key);
    return lease.isEmpty()
        ? Optional.empty()
        : Optional.of(EmbeddedGate.over(GateSession.over(lease.get(), source, null)));
  }

  /** Opens a gate's engine alone, to be measured, compared with or taught from. */
  public static GateSession openSession(GateSource source)
      throws EngineStartException, GateArtefactException, NoServingVariantException {
    TensorFlowEngine.start();
    GateArtefact artefact = GateArtefact.read(source.location());
    Host host = Host.current();
    SharedGates.Lease lease =
        SharedGates.OF_THIS_PROCESS.enter(
            new SharedGates.Key(artefact.id(), source.variant()),
            () ->
                ServingGate.load(
                    artefact,
                    source.variant(),
                    host,
                    RememberedChoices.in(GateCache.folder().resolve("choices"))));
    return GateSession.over(lease, source, null);
  }

  /** Tries every variant of a gate on this host, in the order of the manifest. */
  public static List<Trial> test(String location)
      throws EngineStartException, GateArtefactException {
    TensorFlowEngine.start();
    return ServingGate.tryAll(GateArtefact.read(location), Host.current());
  }

  /**
   * Tries every variant of a gate on this host, and times those that pass.
   *
   * @param batchSizes events in a call; each is timed
   * @param aCell at least so long every variant is timed at every size; 300 ms are stable
   * @param progress is told of each step that takes seconds
   */
  public static List<Benched> bench(
      String location, int[] batchSizes, Duration aCell, Consumer<String> progress)
      throws EngineStartException, GateArtefactException {
    TensorFlowEngine.start(progress);
    return Bench.run(GateArtefact.read(location), Host.current(), batchSizes, aCell, progress);
  }

  /**
   * What a gate for sensors calls a window: how many readings of which channels. Reads the manifest
   * alone and starts no engine.
   *
   * @throws GateArtefactException also if the gate is for cameras
   */
  public static WindowInput windowInput(String location) throws GateArtefactException {
    GateManifest manifest = GateArtefact.readManifest(location);
    if (manifest.input() instanceof WindowInput windows) {
      return windows;
    }
    throw GateArtefactException.wrongKind(location, manifest.kind(), "sensor");
  }
}
