package dev.vedette.pipeline;

import dev.vedette.core.gate.Gate;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleasedArtefact;
import dev.vedette.core.window.WindowSpec;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.WindowInput;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.graph.GraphException;
import dev.vedette.flink.GateOpener;
import dev.vedette.flink.OpenedGate;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Opens the gate that a job judges one kind of event with, as configured or as released. */
final class Gates implements GateOpener {
  private static final long serialVersionUID = 1;

  private final GateSource configured;
  private final Fitting fitting;
  private final ReleasedArtefacts artefacts;

  /** Of what the configuration named when this was opened; somebody may put another there. */
  private transient @Nullable String original;

  /** What a network has to be here, and what judges beside it. */
  interface Fitting extends Serializable {
    /** Lets only networks through that are for the purpose. */
    void require(EmbeddedGate network) throws IOException;

    /** See {@link GateOpener#around}. */
    Gate around(Gate serving);
  }

  Gates(GateSource configured, Fitting fitting, ReleasedArtefacts artefacts) {
    this.configured = configured;
    this.fitting = fitting;
    this.artefacts = artefacts;
  }

  @Override
  public OpenedGate open() throws IOException {
    try {
      EmbeddedGate network = EmbeddedGates.open(configured);
      original = network.artefactId();
      return opened(network, network.manifest().version());
    } catch (EngineStartException | GateArtefactException | NoServingVariantException e) {
      throw new IOException("no gate serves: " + e.getMessage(), e);
    }
  }

  @Override
  public OpenedGate open(Lineage lineage) throws ReleaseRefusedException {
    try {
      requireUnchanged(lineage.graph());
      String version = lineage.version(GateArtefact.readManifest(configured.location()).version());
      try (EmbeddedGate base = base(lineage.graph())) {
        var editions = new ReleasedEditions(lineage, artefacts, configured.threshold());
        EmbeddedGate network = editions.of(base, version);
        return keptOpen(opened(network, version), base.artefactId(), lineage.graph());
      }
    } catch (GateArtefactException e) {
      throw refused(Reason.DAMAGED, e);
    } catch (NoServingVariantException | EngineStartException | GraphException | IOException e) {
      throw refused(Reason.FAILED_SELF_TEST, e);
    }
  }

  /** Heads and thresholds are for the network that the job was started with, and no other. */
  private void requireUnchanged(@Nullable Release graph)
      throws ReleaseRefusedException, GateArtefactException {
    if (artefact(graph) == null && !GateArtefact.readId(configured.location()).equals(original)) {
      throw new ReleaseRefusedException(
          Reason.WRONG_BASE,
          "%s holds another gate than when the job was started; put that one back, or restart the job"
              .formatted(configured.location()));
    }
  }

  /**
   * The graph as it came. Most releases are heads for the graph that serves: that one is in memory,
   * and nothing of its files is read again beside the events.
   */
  private EmbeddedGate base(@Nullable Release graph)
      throws ReleaseRefusedException,
          GateArtefactException,
          NoServingVariantException,
          EngineStartException,
          IOException {
    Optional<EmbeddedGate> inMemory = inMemory(graph);
    if (inMemory.isPresent()) {
      return inMemory.get();
    }
    try (GateFolder folder = folder(graph)) {
      return EmbeddedGates.open(configured.at(folder.location()));
    }
  }

  private Optional<EmbeddedGate> inMemory(@Nullable Release graph) throws GateArtefactException {
    ReleasedArtefact artefact = artefact(graph);
    String id = artefact == null ? original : KeptArtefacts.gateIn(artefact.sha256()).orElse(null);
    if (id == null) {
      return Optional.empty();
    }
    Optional<EmbeddedGate> there = EmbeddedGates.openAnother(id, configured);
    if (there.isPresent() && graph != null && !there.get().manifest().name().equals(graph.gate())) {
      there.get().close();
      return Optional.empty(); // its folder tells what is wrong
    }
    return there;
  }

  private GateFolder folder(@Nullable Release graph)
      throws ReleaseRefusedException, GateArtefactException, IOException {
    ReleasedArtefact artefact = artefact(graph);
    return graph == null || artefact == null
        ? GateFolder.configured(configured.location())
        : GateFolder.released(graph, artefact, artefacts);
  }

  private static OpenedGate keptOpen(OpenedGate opened, String gateId, @Nullable Release graph) {
    ReleasedArtefact artefact = artefact(graph);
    return artefact == null
        ? opened
        : opened.with(new ReleasedGate(opened.gate(), artefact.sha256(), gateId));
  }

  /** Null for the graph that the job was started with, and for a release that goes back to it. */
  private static @Nullable ReleasedArtefact artefact(@Nullable Release graph) {
    return graph == null ? null : graph.artefact();
  }

  private OpenedGate opened(EmbeddedGate network, String version) throws IOException {
    Map<String, String> refusals = new TreeMap<>();
    network
        .refusals()
        .forEach(refusal -> refusals.put(refusal.variant(), refusal.reason().wireName()));
    boolean fits = false;
    try {
      fitting.require(network);
      fits = true;
      return new OpenedGate(
          network, network.manifest().name(), version, network.ladder().toString(), refusals);
    } finally {
      if (!fits) {
        network.close();
      }
    }
  }

  @Override
  public Gate around(Gate serving) {
    return fitting.around(serving);
  }

  private static ReleaseRefusedException refused(Reason reason, Exception cause) {
    return new ReleaseRefusedException(reason, String.valueOf(cause.getMessage()), cause);
  }

  /** What the sensor gate wants to see at once. */
  static WindowSpec windows(GateSource sensors) throws IOException {
    try {
      return windows(EmbeddedGates.windowInput(sensors.location()));
    } catch (GateArtefactException e) {
      throw GateFittings.notForSensors(String.valueOf(e.getMessage()), e);
    }
  }

  static WindowSpec windows(WindowInput input) {
    return new WindowSpec(
        input.channelNames(), input.samples(), input.slide(), input.gap().mostFilled());
  }
}
