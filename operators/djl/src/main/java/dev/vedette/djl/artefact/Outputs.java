package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a network whose last layer is a head outside the graph.
 *
 * @param prior the network's own opinion, a logit for each event
 * @param region of a gate that says where in a picture it sees what it found
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Outputs(Features features, Prior prior, @Nullable Place region) {
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

  /**
   * The tensor with four numbers for each event: left, top, right and bottom, in shares of the
   * square that the network sees.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Place(String name) {
    /** How many numbers there are for each event. */
    public static final int SIZE = 4;

    public Place {
      Fields.requireName(name, "outputs.region.name");
    }
  }
}
