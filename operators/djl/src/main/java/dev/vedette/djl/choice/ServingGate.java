package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.SavedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gate in memory: its decoding graph and the best of its variants that passed its trial here.
 *
 * <p>Thread-safe; see {@link SavedModel} about closing.
 *
 * @param refusals of the variants that would have been better, best first
 */
public record ServingGate(
    GateManifest manifest,
    Variant variant,
    SavedModel network,
    SavedModel decoding,
    List<Refusal> refusals)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServingGate.class);

  /**
   * Loads the first variant, in the order of the manifest, that passes. The engine must have been
   * started.
   *
   * @param wanted the one variant to consider; none given: all
   */
  public static ServingGate load(GateArtefact artefact, @Nullable String wanted, Host host)
      throws GateArtefactException, NoServingVariantException {
    List<Variant> candidates = candidates(artefact, wanted);
    SavedModel decoding = VariantTrial.loadDecoding(artefact);
    boolean serving = false;
    try {
      ServingGate gate = choose(new VariantTrial(artefact, decoding, host), candidates);
      serving = true;
      return gate;
    } finally {
      if (!serving) {
        decoding.close();
      }
    }
  }

  private static List<Variant> candidates(GateArtefact artefact, @Nullable String wanted)
      throws GateArtefactException {
    if (wanted == null) {
      return artefact.manifest().variants();
    }
    return List.of(
        artefact
            .manifest()
            .variant(wanted)
            .orElseThrow(
                () ->
                    artefact.damage(
                        "manifest.json",
                        "has no variant %s, only %s"
                            .formatted(wanted, artefact.manifest().variantNames()))));
  }

  private static ServingGate choose(VariantTrial trial, List<Variant> candidates)
      throws GateArtefactException, NoServingVariantException {
    GateManifest manifest = trial.artefact().manifest();
    List<Refusal> refusals = new ArrayList<>();
    for (Variant variant : candidates) {
      VariantTrial.Outcome outcome = trial.of(variant);
      if (outcome.trial() instanceof Refusal refusal) {
        LOG.warn("gate {}: {}", manifest.gate(), refusal);
        refusals.add(refusal);
      } else if (outcome.network() != null) {
        LOG.info("gate {}: variant {} serves", manifest.gate(), variant.name());
        return new ServingGate(
            manifest, variant, outcome.network(), trial.decoding(), List.copyOf(refusals));
      }
    }
    throw new NoServingVariantException(manifest.gate(), refusals);
  }

  /** Tries every variant and keeps none: what each would do on this host, in their order. */
  public static List<Trial> tryAll(GateArtefact artefact, Host host) throws GateArtefactException {
    List<Trial> trials = new ArrayList<>();
    try (SavedModel decoding = VariantTrial.loadDecoding(artefact)) {
      for (Variant variant : artefact.manifest().variants()) {
        VariantTrial.Outcome outcome = new VariantTrial(artefact, decoding, host).of(variant);
        trials.add(outcome.trial());
        if (outcome.network() != null) {
          outcome.network().close();
        }
      }
    }
    return trials;
  }

  @Override
  public void close() {
    network.close();
    decoding.close();
  }
}
