package dev.vedette.core.gate;

/**
 * The gate's word on an event.
 *
 * @param gate name and version of the gate, such as {@code face@1.0.0}
 * @param variant which variant of the gate's network served, such as {@code int8-onednn}
 * @param label what the gate looked for
 * @param score in 0..1, higher is more certain
 * @param positive whether the score reaches the gate's threshold
 */
public record Judgement(String gate, String variant, String label, double score, boolean positive)
    implements Finding {
  public Judgement {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is not in 0..1: " + score);
    }
  }
}
