package dev.vedette.pipeline;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.djl.Edition;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.EmbeddedGates;
import dev.vedette.djl.GateSource;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.HeadFile;
import dev.vedette.djl.choice.NoServingVariantException;
import dev.vedette.djl.engine.EngineStartException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What releases change of a graph without touching it: its head and its thresholds.
 *
 * <p>Thresholds of a release stand over those that come with the graph or the head, class by class;
 * a later release of thresholds takes their place as a whole, a head or a graph begins anew.
 */
record ReleasedEditions(Lineage lineage, ReleasedArtefacts artefacts) {
  /** Opens the graph of a source as they have made it, under their version. */
  EmbeddedGate open(GateSource source, String version)
      throws ReleaseRefusedException,
          GateArtefactException,
          NoServingVariantException,
          EngineStartException {
    Head head = head();
    EmbeddedGate network = EmbeddedGates.open(source, new Edition(version, head, null));
    Map<String, Double> changes = changes();
    if (changes.isEmpty()) {
      return network;
    }
    // Opened first, because only the gate knows what its other classes have; again costs nothing.
    try (network) {
      requireEffect(source);
      return EmbeddedGates.open(
          source, new Edition(version, head, changed(network.thresholds(), changes)));
    }
  }

  private @Nullable Head head() throws ReleaseRefusedException, GateArtefactException {
    Release release = lineage.head();
    if (release == null || release.artefact() == null) {
      return null;
    }
    HeadFile file = HeadFile.read("head of " + release, artefacts.fetch(release.artefact()));
    if (!file.gate().startsWith(release.gate() + '@')) {
      throw new ReleaseRefusedException(
          Reason.DAMAGED,
          "%s brings a head of %s; teach one for this gate".formatted(release, file.gate()));
    }
    return file.head();
  }

  private Map<String, Double> changes() {
    Map<String, Double> changes = new HashMap<>();
    // A head comes with thresholds of its own, so those of the graph below it are gone.
    Release below = lineage.head() != null ? lineage.head() : lineage.graph();
    for (Release release : Arrays.asList(below, lineage.thresholds())) {
      changes.putAll(release == null ? Map.of() : release.thresholds());
    }
    return changes;
  }

  private static Thresholds changed(Thresholds before, Map<String, Double> changes) {
    Map<String, Double> byClass = new HashMap<>(before.byClass());
    byClass.putAll(changes);
    Double usual = byClass.remove(Release.DEFAULT_CLASS);
    return new Thresholds(usual == null ? before.usual() : usual, byClass);
  }

  private static void requireEffect(GateSource source) throws ReleaseRefusedException {
    if (source.threshold() != null) {
      throw new ReleaseRefusedException(
          Reason.UNSUPPORTED,
          "%s is set to %s, so no threshold of a release takes effect; unset it"
              .formatted(GateOptions.GATE_THRESHOLD.key(), source.threshold()));
    }
  }
}
