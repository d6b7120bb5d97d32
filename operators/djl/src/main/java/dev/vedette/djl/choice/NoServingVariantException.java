package dev.vedette.djl.choice;

import java.util.List;
import java.util.stream.Collectors;

/** No variant of a gate can serve on this host; the message says of each why not. */
public final class NoServingVariantException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Refusal> refusals;

  NoServingVariantException(String gate, List<Refusal> refusals) {
    super(
        refusals.stream()
            .map(Refusal::toString)
            .collect(Collectors.joining("; ", "no variant of gate " + gate + " serves: ", "")));
    this.refusals = List.copyOf(refusals);
  }

  public List<Refusal> refusals() {
    return refusals;
  }
}
