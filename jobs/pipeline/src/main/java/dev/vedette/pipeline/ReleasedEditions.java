package dev.vedette.pipeline;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.core.release.Lineage;
import dev.vedette.core.release.Release;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.djl.Edition;
import dev.vedette.djl.EmbeddedGate;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.HeadFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What releases change of a graph without touching it: its head and its thresholds.
 *
 * <p>Thresholds of a release stand over those that come with the graph or the head, class by class;
 * a later release of thresholds takes their place as a whole, a head or a graph begins anew.
 *
 * @param thresholdOfTheJob that stands over all of them, if its configuration has one
 */
record ReleasedEditions(
    Lineage lineage, ReleasedArtefacts artefacts, @Nullable Double thresholdOfTheJob) {
  /** The gate that they have made of a graph, under their version. */
  EmbeddedGate of(EmbeddedGate base, String version)
      throws ReleaseRefusedException, GateArtefactException {
    Head head = head();
    Map<String, Double> changes = changes();
    if (changes.isEmpty()) {
      return base.inEdition(new Edition(version, head, null));
    }
    requireEffect();
    Thresholds before = head == null ? base.thresholds() : head.thresholds();
    return base.inEdition(new Edition(version, head, changed(before, changes)));
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

  private void requireEffect() throws ReleaseRefusedException {
    if (thresholdOfTheJob != null) {
      throw new ReleaseRefusedException(
          Reason.UNSUPPORTED,
          "%s is set to %s, so no threshold of a release takes effect; unset it"
              .formatted(GateOptions.GATE_THRESHOLD.key(), thresholdOfTheJob));
    }
  }
}
