package dev.vedette.core.gate;

import org.jspecify.annotations.Nullable;

/**
 * The gate's word on an event.
 *
 * @param gate name and version of the gate, such as {@code face@1.0.0}
 * @param variant which variant of the gate's network served, such as {@code int8-onednn}
 * @param label what the gate looked for
 * @param score in 0..1, higher is more certain
 * @param positive whether the score reaches the gate's threshold
 * @param region where in the picture it is, if it is positive and the gate says so
 */
public record Judgement(
    String gate,
    String variant,
    String label,
    double score,
    boolean positive,
    @Nullable Region region)
    implements Finding {
  public Judgement {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not in 0..1: " + score);
    }
    if (region != null && !positive) {
      throw new IllegalArgumentException("nothing was found, and it is at " + region);
    }
  }

  /** By a gate that does not say where. */
  public Judgement(String gate, String variant, String label, double score, boolean positive) {
    this(gate, variant, label, score, positive, null);
  }

  /** The same with where it is. */
  public Judgement at(@Nullable Region place) {
    return new Judgement(gate, variant, label, score, positive, place);
  }
}
