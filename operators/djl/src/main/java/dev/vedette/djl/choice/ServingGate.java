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
import java.util.Optional;
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
   * Tries every variant and keeps those that serve; or, where that was done of late on this host,
   * tries those alone that served. TensorFlow must have been started.
   *
   * @param wanted the one variant to consider; none given: all
   */
  public static ServingGate load(
      GateArtefact artefact, @Nullable String wanted, Host host, RememberedChoices choices)
      throws GateArtefactException, NoServingVariantException {
    List<Variant> candidates = candidates(artefact, wanted);
    @Nullable SavedModel decoding = VariantTrial.loadDecoding(artefact);
    boolean serving = false;
    try {
      var trial = new VariantTrial(artefact, decoding, host);
      Optional<ServingGate> asBefore =
          wanted == null
              ? choices.recall(artefact, host).flatMap(choice -> asBefore(trial, choice))
              : Optional.empty();
      ServingGate gate = asBefore.isPresent() ? asBefore.get() : choose(trial, candidates);
      if (asBefore.isEmpty() && wanted == null) {
        choices.remember(artefact, host, new Choice(gate.ladder(), gate.refusals()));
      }
      serving = true;
      return gate;
    } finally {
      if (!serving && decoding != null) {
        decoding.close();
      }
    }
  }

  /** Nobody if what served does not any more, or if what did not may do so now. */
  private static Optional<ServingGate> asBefore(VariantTrial trial, Choice choice) {
    String gate = trial.artefact().manifest().gate();
    try (var tried = new TriedVariants(trial)) {
      for (Variant variant : trial.artefact().manifest().variants()) {
        boolean served = choice.serves(variant.name());
        boolean passedBefore = !served && choice.refusalOf(variant.name()).isEmpty();
        if (passedBefore && trial.atTheDoor(variant).isEmpty()) {
          continue;
        }
        Trial now = tried.tryOut(variant);
        boolean passes = now instanceof Trial.Passed;
        if (passes != served) {
          LOG.info(
              "gate {}: all variants are tried anew: {}",
              gate,
              passes ? variant.name() + " passes now" : now);
          return Optional.empty();
        }
      }
      if (tried.passed().size() < choice.ladder().variants().size()) {
        return Optional.empty(); // it names one that this gate does not have
      }
      tried.refusals().forEach(refusal -> LOG.warn("gate {}: {}", gate, refusal));
      LOG.info("gate {}: serves with {}, as it did before", gate, choice.ladder());
      return Optional.of(tried.serve(choice.ladder()));
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
    String gate = trial.artefact().manifest().gate();
    try (var tried = new TriedVariants(trial)) {
      for (Variant variant : candidates) {
        if (tried.tryOut(variant) instanceof Refusal refusal) {
          LOG.warn("gate {}: {}", gate, refusal);
        }
      }
      if (tried.passed().isEmpty()) {
        throw new NoServingVariantException(gate, tried.refusals());
      }
      Ladder ladder = ladder(trial.artefact(), tried.passed());
      LOG.info("gate {}: serves with {}", gate, ladder);
      return tried.serve(ladder);
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

  /** Tries every variant and keeps none: what each would do on this host, in their order. */
  public static List<Trial> tryAll(GateArtefact artefact, Host host) throws GateArtefactException {
    List<Trial> trials = new ArrayList<>();
    try (@Nullable SavedModel decoding = VariantTrial.loadDecoding(artefact)) {
      for (Variant variant : artefact.manifest().variants()) {
        try (var tried = new TriedVariants(new VariantTrial(artefact, decoding, host))) {
          trials.add(tried.tryOut(variant));
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
