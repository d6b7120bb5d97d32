package dev.vedette.submission;

import dev.vedette.simulators.broker.TopicArchive;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What the job of a release left, as the job's own tests keep it. */
record OlderRelease(Path folder) {
  private static final Path ALL = Path.of("../pipeline/src/test/resources/savepoints");

  static List<OlderRelease> all() throws IOException {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.map(Path::toAbsolutePath).sorted().map(OlderRelease::new).toList();
    }
  }

  String savepoint() {
    return folder.resolve("savepoint").toUri().toString();
  }

  TopicArchive topics() {
    return new TopicArchive(folder.resolve("topics.jsonl"));
  }

  Map<String, String> options() throws IOException {
    Map<String, String> options = new HashMap<>();
    properties("options").forEach((key, value) -> options.put(key.toString(), value.toString()));
    options.put("vedette.gate.release-keys", folder.resolve("trusted").toString());
    return options;
  }

  /** Events that its job had received. */
  int received() throws IOException {
    return Integer.parseInt(properties("counted").getProperty("received"));
  }

  private Properties properties(String name) throws IOException {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve(name + ".properties"))) {
      properties.load(in);
    }
    return properties;
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
