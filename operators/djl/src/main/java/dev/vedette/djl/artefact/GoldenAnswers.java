package dev.vedette.djl.artefact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one variant answered to the golden inputs where it was made, in their order. What is no
 * number in the file is NaN here, and so never right.
 *
 * @param priors of a gate with a head; else empty
 * @param features of a gate with a head, the first few for each input; else empty
 */
public record GoldenAnswers(List<Double> scores, List<Double> priors, List<List<Double>> features) {
  public GoldenAnswers {
    scores = List.copyOf(scores);
    priors = List.copyOf(priors);
    features = features.stream().map(List::copyOf).toList();
  }

  static GoldenAnswers of(JsonNode file, GateManifest manifest, String variant) {
    int count = manifest.golden().count();
    List<Double> scores = numbers(file.path(variant));
    requireCount(scores.size(), "scores", variant, count);
    if (manifest.outputs() == null) {
      return new GoldenAnswers(scores, List.of(), List.of());
    }
    List<Double> priors = numbers(file.path("prior").path(variant));
    requireCount(priors.size(), "priors", variant, count);
    List<List<Double>> features = new ArrayList<>();
    file.path("features").path(variant).forEach(list -> features.add(numbers(list)));
    requireCount(features.size(), "lists of features", variant, count);
    for (List<Double> some : features) {
      if (some.isEmpty() || some.size() > manifest.outputs().features().size()) {
        throw new IllegalArgumentException(
            "%d golden features for an input of %s, the gate has %d"
                .formatted(some.size(), variant, manifest.outputs().features().size()));
      }
    }
    return new GoldenAnswers(scores, priors, features);
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
