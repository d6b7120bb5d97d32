package dev.vedette.scenarios.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The kept results of scenarios, each a JSON file that names its scenario and its date. */
final class Results {
  /** One of them. */
  record Kept(String file, JsonNode json) {
    String scenario() {
      return json.path("scenario").asText();
    }

    /** The result for one kind of input. */
    JsonNode of(String input) {
      return StreamSupport.stream(json.path("results").spliterator(), false)
          .filter(one -> one.path("input").asText().equals(input))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no %s in %s".formatted(input, file)));
    }

    /**
     * A value that a load test has found, by the end of its name; of several parts, the first's.
     */
    Optional<Double> found(String name) {
      return inEachPart(name).values().stream().findFirst();
    }

    /** The same of each part of the test that has found it, by the part's label. */
    Map<String, Double> inEachPart(String name) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (JsonNode part : json.path("results")) {
        for (JsonNode finding : part.path("findings")) {
          if (finding.path("name").asText().endsWith(name) && finding.path("value").isNumber()) {
            values.putIfAbsent(part.path("label").asText(), finding.path("value").asDouble());
          }
        }
      }
      return values;
    }
  }

  private final List<Kept> kept;

  private Results(List<Kept> kept) {
    this.kept = List.copyOf(kept);
  }

  static Results in(Path folder) throws IOException {
    var mapper = new ObjectMapper();
    List<Kept> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        kept.add(new Kept(file.getFileName().toString(), mapper.readTree(file.toFile())));
      }
    }
    return new Results(kept);
  }

  /** The one of the latest date whose name is that of the scenario, without a variation. */
  Optional<Kept> latest(String scenario) {
    return kept.stream()
        .filter(one -> one.scenario().equals(scenario))
        .filter(one -> one.file().endsWith("-" + scenario + ".json"))
        .max(Comparator.comparing(one -> one.json().path("date").asText()));
  }

  Kept needed(String scenario) {
    return latest(scenario)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no result of %s: load-tests/README.md says how to measure it"
                        .formatted(scenario)));
  }
}
