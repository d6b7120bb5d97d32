package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The tensors of a network whose last layer is a head outside the graph.
 *
 * @param prior the network's own opinion, a logit for each event
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Outputs(Features features, Prior prior) {
  private static final int MOST_FEATURES = 1 << 16;

  public Outputs {
    Fields.given(features, "outputs.features");
    Fields.given(prior, "outputs.prior");
  }

  /**
   * What the head weighs.
   *
   * @param size how many there are for each event
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Features(String name, int size) {
    public Features {
      Fields.requireName(name, "outputs.features.name");
      if (size < 1 || size > MOST_FEATURES) {
        throw new IllegalArgumentException(
            "outputs.features.size is not in 1..%d: %d".formatted(MOST_FEATURES, size));
      }
    }
  }

  /** The tensor with one logit for each event. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Prior(String name) {
    public Prior {
      Fields.requireName(name, "outputs.prior.name");
    }
  }
}
