package dev.vedette.djl;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Objection;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * From scores to judgements: what an artefact, an edition of it and the job's own settings say
 * together.
 *
 * @param gate as it stands in judgements: {@code person@1.0.1}
 * @param head of a gate that has one
 */
record Judging(String gate, String label, @Nullable Head head, Thresholds thresholds) {
  /**
   * What counts most comes first: the job's threshold, the edition's, its head's, the artefact's
   * head's, the manifest's.
   */
  static Judging of(GateArtefact artefact, GateSource source, @Nullable Edition edition)
      throws GateArtefactException {
    GateManifest manifest = artefact.manifest();
    @Nullable Head head = artefact.head().orElse(null);
    @Nullable Thresholds thresholds = null;
    if (edition != null) {
      thresholds = edition.thresholds();
      if (edition.head() != null) {
        requireFit(artefact, edition, edition.head());
        head = edition.head();
      }
    }
    if (source.threshold() != null) {
      thresholds = Thresholds.of(source.threshold());
    } else if (thresholds == null) {
      thresholds = head != null ? head.thresholds() : Thresholds.of(manifest.threshold().value());
    }
    String version = edition == null ? manifest.version() : edition.version();
    return new Judging(manifest.name() + '@' + version, manifest.labels().get(0), head, thresholds);
  }

  private static void requireFit(GateArtefact artefact, Edition edition, Head head)
      throws GateArtefactException {
    @Nullable Outputs outputs = artefact.manifest().outputs();
    if (outputs == null) {
      throw artefact.damage(
          "manifest.json",
          "has its score in the graph, but edition %s brings a head".formatted(edition.version()));
    }
    if (head.features() != outputs.features().size()) {
      throw artefact.damage(
          "manifest.json",
          "has %d features, but the head of edition %s weighs %d"
              .formatted(outputs.features().size(), edition.version(), head.features()));
    }
  }

  /** An event that gets no score is that event's end, and not the job's. */
  Finding judge(Event event, String variant, float score) {
    if (!(score >= 0 && score <= 1)) {
      return new Finding.Unreadable(
          new Objection(
              DeadLetterReason.NO_SCORE,
              "%s (%s) gives it the score %s: find out with this event what the network does not cope with"
                  .formatted(gate, variant, score)));
    }
    boolean positive = score >= thresholds.of(event.header().deviceClass());
    return new Judgement(gate, variant, label, score, positive);
  }
}
