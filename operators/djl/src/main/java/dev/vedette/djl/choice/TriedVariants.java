package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.Variant;
import java.util.ArrayList;
import java.util.List;

/**
 * The variants of a gate that have been tried so far. Those that passed are in memory until they
 * serve; closing this closes them, unless they do.
 */
final class TriedVariants implements AutoCloseable {
  private final VariantTrial trial;
  private final List<LoadedVariant> passed = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private boolean serving;

  TriedVariants(VariantTrial trial) {
    this.trial = trial;
  }

  /** Tries it; the network of one that passes is kept. */
  Trial tryOut(Variant variant) {
    VariantTrial.Outcome outcome = trial.of(variant);
    if (outcome.network() != null) {
      passed.add(new LoadedVariant(variant, outcome.network()));
    } else if (outcome.trial() instanceof Refusal refusal) {
      refusals.add(refusal);
    }
    return outcome.trial();
  }

  List<LoadedVariant> passed() {
    return List.copyOf(passed);
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * The gate whose batches are judged by the variants of the ladder; the others are closed. To be
   * called once: from then on the gate closes them.
   */
  ServingGate serve(Ladder ladder) {
    List<LoadedVariant> serve = new ArrayList<>();
    for (LoadedVariant loaded : passed) {
      if (ladder.variants().contains(loaded.name())) {
        serve.add(loaded);
      } else {
        loaded.network().close();
      }
    }
    serving = true;
    return new ServingGate(
        trial.artefact(), List.copyOf(serve), ladder, trial.decoding(), refusals());
  }

  @Override
  public void close() {
    if (!serving) {
      passed.forEach(loaded -> loaded.network().close());
    }
  }
}
