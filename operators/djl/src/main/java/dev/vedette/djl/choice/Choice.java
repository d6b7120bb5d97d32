package dev.vedette.djl.choice;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found out about a gate's variants on a host: which of them serve, and which do not.
 *
 * @param refusals in the order of the manifest
 */
record Choice(Ladder ladder, List<Refusal> refusals) {
  Choice {
    Objects.requireNonNull(ladder);
    refusals = List.copyOf(refusals);
  }

  boolean serves(String variant) {
    return ladder.variants().contains(variant);
  }

  Optional<Refusal> refusalOf(String variant) {
    return refusals.stream().filter(refusal -> refusal.variant().equals(variant)).findFirst();
  }
}
