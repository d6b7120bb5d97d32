package dev.vedette.pipeline;

import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.TopicArchive;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the job of a release left when it was stopped: its savepoint, what was in the topics that it
 * reads, the options it ran with, and what it had counted.
 */
record ReleasedState(Path folder) {
  /** One folder for each release, by its version. */
  private static final Path ALL = Path.of("src/test/resources/savepoints");

  static ReleasedState of(String version) {
    return new ReleasedState(ALL.resolve(version));
  }

  static List<ReleasedState> all() throws IOException {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.sorted().map(ReleasedState::new).toList();
    }
  }

  Path savepoint() {
    return folder.resolve("savepoint");
  }

  /** The public keys that the job believes. */
  Path trusted() {
    return folder.resolve("trusted");
  }

  TopicArchive topics() {
    return new TopicArchive(folder.resolve("topics.jsonl"));
  }

  /** Those of the job that do not depend on where it runs. */
  Map<String, String> options() throws IOException {
    Map<String, String> options = new HashMap<>(properties("options"));
    options.put("vedette.gate.release-keys", trusted().toString());
    return options;
  }

  /** What it had counted, by name. */
  Map<String, Long> counted() throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    properties("counted").forEach((name, value) -> counted.put(name, Long.parseLong(value)));
    return counted;
  }

  /** Writes all of it anew but the savepoint's files and the keys, which lie there already. */
  void keep(LocalBroker broker, Map<String, String> options, Map<String, Long> counted)
      throws IOException {
    topics()
        .keep(
            broker,
            List.of("ledger", "deferred", "releases", "control"),
            List.of(Topics.CAMERA, Topics.SENSOR));
    Map<String, String> counts = new TreeMap<>();
    counted.forEach((name, value) -> counts.put(name, String.valueOf(value)));
    write("options", options);
    write("counted", counts);
  }

  private Map<String, String> properties(String name) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(name + ".properties"))) {
      properties.load(in);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  private void write(String name, Map<String, String> values) throws IOException {
    try (Writer out = Files.newBufferedWriter(folder.resolve(name + ".properties"))) {
      for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
        out.write(value.getKey() + " = " + value.getValue() + "\n");
      }
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
