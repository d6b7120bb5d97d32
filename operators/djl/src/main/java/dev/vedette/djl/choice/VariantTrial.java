package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.GraphException;
import dev.vedette.djl.graph.SavedModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries variants of one gate on one host. The engine must have been started. */
record VariantTrial(GateArtefact artefact, SavedModel decoding, Host host) {
  /**
   * How it went.
   *
   * @param network of a variant that passed, for the caller to close
   */
  record Outcome(Trial trial, @Nullable SavedModel network) {}

  static SavedModel loadDecoding(GateArtefact artefact) throws GateArtefactException {
    var decode = artefact.manifest().decode();
    try {
      return SavedModel.load(
          artefact.resolve(decode.folder()), decode.signatures().values().iterator().next());
    } catch (GraphException e) {
      throw artefact.damage(decode.folder(), String.valueOf(e.getMessage()));
    }
  }

  Outcome of(Variant variant) {
    Optional<Refusal> atTheDoor = Entry.refusalOf(artefact, variant, host);
    if (atTheDoor.isPresent()) {
      return new Outcome(atTheDoor.get(), null);
    }
    @Nullable SavedModel network = null;
    boolean passed = false;
    try {
      var test = new GoldenTest(artefact, variant);
      network = SavedModel.load(artefact.resolve(variant.folder()), "serving_default");
      Trial trial = test.run(network, decoding);
      passed = trial instanceof Trial.Passed;
      return new Outcome(trial, passed ? network : null);
    } catch (GateArtefactException e) {
      return new Outcome(
          new Refusal(
              variant.name(),
              Refusal.Reason.DAMAGED_FILE,
              String.valueOf(e.getMessage()),
              "other variants of this gate do not need that file"),
          null);
    } catch (GraphException e) {
      return new Outcome(
          new Refusal(
              variant.name(),
              Refusal.Reason.ENGINE_FAILURE,
              String.valueOf(e.getMessage()),
              "use the TensorFlow natives that this release of Vedette names"),
          null);
    } finally {
      if (network != null && !passed) {
        network.close();
      }
    }
  }
}
