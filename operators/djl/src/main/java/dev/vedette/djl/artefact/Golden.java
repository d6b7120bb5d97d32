package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * Inputs with the answers that the variants gave where they were made.
 *
 * @param inputs file of {@code count} pictures
 * @param outputs file with one list of scores for each variant
 * @param tolerance by variant: how far an answer may be off
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Golden(
    String inputs,
    int count,
    String outputs,
    Map<String, Double> tolerance,
    List<Sample> pictures,
    Map<String, String> files) {
  public Golden {
    Fields.requireInside(inputs, "golden.inputs");
    Fields.requireInside(outputs, "golden.outputs");
    if (count < 1) {
      throw new IllegalArgumentException("golden.count < 1: " + count);
    }
    tolerance = Map.copyOf(Fields.given(tolerance, "golden.tolerance"));
    pictures = pictures == null ? List.of() : List.copyOf(pictures);
    files = Fields.requireHashes(files, "golden.files");
  }

  /** Of a variant that the manifest lists: it has checked that there is one. */
  public double toleranceOf(String variant) {
    return tolerance.getOrDefault(variant, 0.0);
  }

  /** A JPEG with the score that each variant gives it from decoding on. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Sample(String file, Map<String, Double> score) {
    public Sample {
      Fields.requireInside(file, "golden picture's file");
      score = Map.copyOf(Fields.given(score, "golden picture's score"));
    }
  }
}
