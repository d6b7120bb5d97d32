package dev.vedette.cli.gate;

import dev.vedette.core.integrity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A gate's folder beside what its manifest promises: every file, where the operators stop at the
 * first that is wrong.
 */
final class FileCheck {
  /** The manifest vouches for all but itself, and a signature for the manifest. */
  private static final Set<String> OUTSIDE = Set.of("manifest.json", "manifest.sig");

  private final Path folder;
  private final List<Line> lines = new ArrayList<>();

  /** What became of a file. */
  enum State {
    /** As it was released. */
    SOUND("ok"),
    DIFFERS("DIFFERS"),
    MISSING("MISSING"),
    /** An engine would read it, and nobody vouches for it. */
    STRANGER("STRANGER"),
    /** Nobody reads it, such as a licence. */
    BESIDE("not read");

    private final String word;

    State(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    boolean damaged() {
      return this == DIFFERS || this == MISSING || this == STRANGER;
    }
  }

  record Line(String file, State state) {}

  private FileCheck(Path folder) {
    this.folder = folder;
  }

  /**
   * @param promised SHA-256 by path from the folder
   */
  static List<Line> of(Path folder, Map<String, String> promised) throws IOException {
    var check = new FileCheck(folder);
    for (Map.Entry<String, String> file : new TreeMap<>(promised).entrySet()) {
      check.lines.add(new Line(file.getKey(), check.stateOf(file.getKey(), file.getValue())));
    }
    TreeSet<String> read = new TreeSet<>();
    promised.keySet().stream().filter(file -> file.contains("/")).forEach(f -> read.add(top(f)));
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !promised.containsKey(file) && !OUTSIDE.contains(file))
          .sorted()
          .forEach(
              file ->
                  check.lines.add(
                      new Line(file, read.contains(top(file)) ? State.STRANGER : State.BESIDE)));
    }
    return check.lines;
  }

  private static String top(String file) {
    return file.split("/", 2)[0];
  }

  private State stateOf(String file, String sha256) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      return State.MISSING;
    }
    return Sha256.hex(Files.readAllBytes(path)).equals(sha256) ? State.SOUND : State.DIFFERS;
  }
}
