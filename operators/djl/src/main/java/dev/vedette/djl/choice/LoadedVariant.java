package dev.vedette.djl.choice;

import dev.vedette.djl.artefact.Variant;
import dev.vedette.djl.graph.Network;

/** A variant in memory that passed its trial on this host. */
public record LoadedVariant(Variant variant, Network network) {
  public String name() {
    return variant.name();
  }
}
