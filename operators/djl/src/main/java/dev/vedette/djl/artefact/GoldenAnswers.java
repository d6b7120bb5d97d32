package dev.vedette.djl.artefact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one variant answered to the golden inputs where it was made, in their order. What is no
 * number in the file is NaN here, and so never right.
 *
 * @param priors of a gate with a head; else empty
 * @param features of a gate with a head, the first few for each input; else empty
 * @param regions of a gate that says where, the four sides for each input; else empty
 */
public record GoldenAnswers(
    List<Double> scores,
    List<Double> priors,
    List<List<Double>> features,
    List<List<Double>> regions) {
  public GoldenAnswers {
    scores = List.copyOf(scores);
    priors = List.copyOf(priors);
    features = features.stream().map(List::copyOf).toList();
    regions = regions.stream().map(List::copyOf).toList();
  }

  static GoldenAnswers of(JsonNode file, GateManifest manifest, String variant) {
    int count = manifest.golden().count();
    List<Double> scores = numbers(file.path(variant));
    requireCount(scores.size(), "scores", variant, count);
    @Nullable Outputs outputs = manifest.outputs();
    if (outputs == null) {
      return new GoldenAnswers(scores, List.of(), List.of(), List.of());
    }
    List<Double> priors = numbers(file.path("prior").path(variant));
    requireCount(priors.size(), "priors", variant, count);
    List<List<Double>> features = lists(file.path("features").path(variant));
    requireCount(features.size(), "lists of features", variant, count);
    for (List<Double> some : features) {
      if (some.isEmpty() || some.size() > outputs.features().size()) {
        throw new IllegalArgumentException(
            "%d golden features for an input of %s, the gate has %d"
                .formatted(some.size(), variant, outputs.features().size()));
      }
    }
    if (outputs.region() == null) {
      return new GoldenAnswers(scores, priors, features, List.of());
    }
    List<List<Double>> regions = lists(file.path("region").path(variant));
    requireCount(regions.size(), "regions", variant, count);
    for (List<Double> sides : regions) {
      if (sides.size() != Outputs.Place.SIZE) {
        throw new IllegalArgumentException(
            "%d sides of a golden region of %s, there are %d"
                .formatted(sides.size(), variant, Outputs.Place.SIZE));
      }
    }
    return new GoldenAnswers(scores, priors, features, regions);
  }

  private static List<List<Double>> lists(JsonNode lists) {
    List<List<Double>> all = new ArrayList<>();
    lists.forEach(list -> all.add(numbers(list)));
    return all;
  }

  private static List<Double> numbers(JsonNode list) {
    List<Double> numbers = new ArrayList<>();
    list.forEach(number -> numbers.add(number.asDouble(Double.NaN)));
    return numbers;
  }

  private static void requireCount(int actual, String what, String variant, int count) {
    if (actual != count) {
      throw new IllegalArgumentException(
          "%d %s for %s, %d golden inputs".formatted(actual, what, variant, count));
    }
  }
}
