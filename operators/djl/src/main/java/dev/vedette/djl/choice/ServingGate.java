package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.GateArtefact;
import dev.vedette.djl.artefact.GateArtefactException;
import dev.vedette.djl.artefact.GateManifest;
import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.Network;
import dev.vedette.djl.graph.SavedModel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gate in memory: its decoding graph, if it is for cameras, and those of its variants that passed
 * their trial here and are the fastest for some size of batch.
 *
 * <p>Thread-safe; see {@link Network} about closing.
 *
 * @param serving in the order of the manifest
 * @param decoding of a gate for cameras
 * @param refusals of the variants that do not serve here, in that order too
 */
public record ServingGate(
    GateArtefact artefact,
    List<LoadedVariant> serving,
    Ladder ladder,
    @Nullable SavedModel decoding,
    List<Refusal> refusals)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServingGate.class);

  /**
   * Tries every variant and keeps those that serve. TensorFlow must have been started.
   *
   * @param wanted the one variant to consider; none given: all
   */
  public static ServingGate load(GateArtefact artefact, @Nullable String wanted, Host host)
      throws GateArtefactException, NoServingVariantException {
    List<Variant> candidates = candidates(artefact, wanted);
    @Nullable SavedModel decoding = VariantTrial.loadDecoding(artefact);
    boolean serving = false;
    try {
      ServingGate gate = choose(new VariantTrial(artefact, decoding, host), candidates);
      serving = true;
      return gate;
    } finally {
      if (!serving && decoding != null) {
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
    List<LoadedVariant> passed = new ArrayList<>();
    boolean chosen = false;
    try {
      for (Variant variant : candidates) {
        VariantTrial.Outcome outcome = trial.of(variant);
        if (outcome.trial() instanceof Refusal refusal) {
          LOG.warn("gate {}: {}", manifest.gate(), refusal);
          refusals.add(refusal);
        } else if (outcome.network() != null) {
          passed.add(new LoadedVariant(variant, outcome.network()));
        }
      }
      if (passed.isEmpty()) {
        throw new NoServingVariantException(manifest.gate(), refusals);
      }
      Ladder ladder = ladder(trial.artefact(), passed);
      LOG.info("gate {}: serves with {}", manifest.gate(), ladder);
      closeUnused(passed, ladder);
      chosen = true;
      return new ServingGate(
          trial.artefact(), List.copyOf(passed), ladder, trial.decoding(), List.copyOf(refusals));
    } finally {
      if (!chosen) {
        passed.forEach(loaded -> loaded.network().close());
      }
    }
  }

  private static Ladder ladder(GateArtefact artefact, List<LoadedVariant> passed)
      throws GateArtefactException {
    if (passed.size() == 1) {
      return Ladder.of(passed.get(0).name());
    }
    List<Pace> paces =
        Pace.measure(
            passed,
            artefact.manifest(),
            artefact.head().orElse(null),
            ByteBuffer.wrap(artefact.bytes(artefact.manifest().golden().inputs())),
            Bench::ownNanos);
    LOG.info("gate {}: {}", artefact.manifest().gate(), Pace.table(paces));
    return Ladder.of(paces);
  }

  private static void closeUnused(List<LoadedVariant> passed, Ladder ladder) {
    passed.removeIf(
        loaded -> {
          boolean unused =
              ladder.steps().stream().noneMatch(step -> step.variant().equals(loaded.name()));
          if (unused) {
            loaded.network().close();
          }
          return unused;
        });
  }

  /** Tries every variant and keeps none: what each would do on this host, in their order. */
  public static List<Trial> tryAll(GateArtefact artefact, Host host) throws GateArtefactException {
    List<Trial> trials = new ArrayList<>();
    try (@Nullable SavedModel decoding = VariantTrial.loadDecoding(artefact)) {
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

  public GateManifest manifest() {
    return artefact.manifest();
  }

  @Override
  public void close() {
    serving.forEach(loaded -> loaded.network().close());
    if (decoding != null) {
      decoding.close();
    }
  }
}
