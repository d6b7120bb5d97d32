package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.Decode;
import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.engine.EngineStartException;
import dev.vedette.djl.graph.GraphException;
import dev.vedette.djl.graph.Network;
import dev.vedette.djl.graph.SavedModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries variants of one gate on one host. TensorFlow must have been started.
 *
 * @param decoding of a gate for cameras
 */
record VariantTrial(GateArtefact artefact, @Nullable SavedModel decoding, Host host) {
  /**
   * How it went.
   *
   * @param network of a variant that passed, for the caller to close
   */
  record Outcome(Trial trial, @Nullable Network network) {}

  static @Nullable SavedModel loadDecoding(GateArtefact artefact) throws GateArtefactException {
    @Nullable Decode decode = artefact.manifest().decode();
    if (decode == null) {
      return null;
    }
    try {
      return SavedModel.load(
          artefact.resolve(decode.folder()), decode.signatures().values().iterator().next());
    } catch (GraphException e) {
      throw artefact.damage(decode.folder(), String.valueOf(e.getMessage()));
    }
  }

  /** What speaks against a variant before a byte of it is loaded. */
  Optional<Refusal> atTheDoor(Variant variant) {
    return Entry.refusalOf(artefact, variant, host);
  }

  Outcome of(Variant variant) {
    Optional<Refusal> atTheDoor = atTheDoor(variant);
    if (atTheDoor.isPresent()) {
      return new Outcome(atTheDoor.get(), null);
    }
    @Nullable Network network = null;
    boolean passed = false;
    try {
      var test = new GoldenTest(artefact, variant);
      network = Engines.load(artefact, variant);
      Trial trial = test.run(network, decoding);
      passed = trial instanceof Trial.Passed;
      return new Outcome(trial, passed ? network : null);
    } catch (EngineStartException e) {
      return refused(variant, Refusal.Reason.UNSUPPORTED_ENGINE, e.fact(), e.remedy());
    } catch (GateArtefactException e) {
      return refused(
          variant,
          Refusal.Reason.DAMAGED_FILE,
          String.valueOf(e.getMessage()),
          "other variants of this gate do not need that file");
    } catch (GraphException e) {
      return refused(
          variant,
          Refusal.Reason.ENGINE_FAILURE,
          String.valueOf(e.getMessage()),
          "use the engines' natives that this release of Vedette names");
    } finally {
      if (network != null && !passed) {
        network.close();
      }
    }
  }

  private static Outcome refused(
      Variant variant, Refusal.Reason reason, String detail, String remedy) {
    return new Outcome(new Refusal(variant.name(), reason, detail, remedy), null);
  }
}
