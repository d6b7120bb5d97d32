package dev.vedette.scenarios.capacity;

import java.util.ArrayList;
import java.util.List;

/** What load tests of the whole job have found, where their results are kept. */
final class LoadFindings {
  static final String EVENT_STATE = ", state of an event that is remembered";
  static final String CHECKPOINT_CPU = ", CPU for a MB of a checkpoint";
  static final String QUESTION_STATE = ", state of a question that is remembered";

  /** By scenario and the end of their names, with what they are shown as. */
  private record Shown(String scenario, String name, String words) {}

  private static final List<Shown> SHOWN =
      List.of(
          new Shown(
              "scale",
              "most events a second",
              "most events a second, of two cores that broker and devices share"),
          new Shown("scale", CHECKPOINT_CPU, "processor time of a MB of a checkpoint, ms"),
          new Shown("soak", EVENT_STATE, "state of an event that is remembered, bytes"),
          new Shown("soak", QUESTION_STATE, "state of a question that is remembered, bytes"),
          new Shown(
              "soak",
              ", resident memory of the task managers",
              "resident memory of the task manager, MB"),
          new Shown(
              "kill", "from kill to caught up, slowest", "from kill to caught up, slowest, s"));

  private final Results results;

  LoadFindings(Results results) {
    this.results = results;
  }

  /** Not a number where it was not measured. */
  double of(String scenario, String name) {
    return results.latest(scenario).flatMap(one -> one.found(name)).orElse(Double.NaN);
  }

  String rows() {
    var rows = new StringBuilder();
    for (Shown shown : SHOWN) {
      results
          .latest(shown.scenario())
          .ifPresent(
              kept ->
                  kept.inEachPart(shown.name())
                      .forEach((part, value) -> rows.append(row(shown, part, value, kept))));
    }
    return rows.toString();
  }

  private static String row(Shown shown, String part, double value, Results.Kept kept) {
    return "| %s: %s | %s | `%s` |%n"
        .formatted(
            part.isEmpty() ? shown.scenario() : shown.scenario() + ", " + part,
            shown.words(),
            CapacityPage.two(value),
            kept.file());
  }

  String missing() {
    List<String> lines = new ArrayList<>();
    if (results.latest("soak").isEmpty()) {
      lines.add("- state and memory by event rate: `./load-tests/run soak`");
    }
    if (results.latest("scale").isEmpty()) {
      lines.add("- what the whole job gains by 2 and 4 subtasks: `./load-tests/run scale`");
    }
    if (results.latest("kill").isEmpty()) {
      lines.add("- how far the job falls behind when a machine goes: `./load-tests/run kill`");
    }
    lines.add("- what a partition and a broker carry: nothing here measures Kafka by itself");
    lines.add("- more than one machine, more than two cores, and sensors beside cameras");
    return "Keep a run's `run.json` in `load-tests/results` as `DATE-SCENARIO.json`, and it is above.\n\n"
        + String.join("\n", lines);
  }
}
