package dev.vedette.djl.artefact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inputs with the answers that the variants gave where they were made.
 *
 * @param inputs file of {@code count} events, as they stand in a batch
 * @param outputs file with the answers of each variant
 * @param tolerance by variant: how far a score may be off
 * @param tolerances the same of what a head weighs
 * @param pictures of a gate for cameras
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Golden(
    String inputs,
    int count,
    String outputs,
    Map<String, Double> tolerance,
    @Nullable Tolerances tolerances,
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

  void requireTolerances(String variant, @Nullable Outputs outputs) {
    requireTolerance(tolerance, variant, "golden.tolerance");
    if (outputs != null) {
      Tolerances more = Fields.given(tolerances, "golden.tolerances");
      requireTolerance(more.prior(), variant, "golden.tolerances.prior");
      requireTolerance(more.features(), variant, "golden.tolerances.features");
      if (outputs.region() != null) {
        requireTolerance(more.region(), variant, "golden.tolerances.region");
      }
    }
  }

  private static void requireTolerance(Map<String, Double> by, String variant, String field) {
    if (!by.containsKey(variant)) {
      throw new IllegalArgumentException(field + " has no " + variant);
    }
  }

  /** Of a variant that the manifest lists: it has checked that there is one. */
  public double toleranceOf(String variant) {
    return tolerance.getOrDefault(variant, 0.0);
  }

  public double priorToleranceOf(String variant) {
    return tolerances == null ? 0 : tolerances.prior().getOrDefault(variant, 0.0);
  }

  public double featureToleranceOf(String variant) {
    return tolerances == null ? 0 : tolerances.features().getOrDefault(variant, 0.0);
  }

  /** Of a side of a region. */
  public double regionToleranceOf(String variant) {
    return tolerances == null ? 0 : tolerances.region().getOrDefault(variant, 0.0);
  }

  /**
   * By variant: how far what a head weighs may be off, and where the gate sees what it found.
   *
   * @param region of a gate that says so
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tolerances(
      Map<String, Double> prior, Map<String, Double> features, Map<String, Double> region) {
    public Tolerances {
      prior = Map.copyOf(Fields.given(prior, "golden.tolerances.prior"));
      features = Map.copyOf(Fields.given(features, "golden.tolerances.features"));
      region = region == null ? Map.of() : Map.copyOf(region);
    }
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
