package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.djl.artefact.GateArtefact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gate that a person means: one that comes with Vedette, by its name, or a folder.
 *
 * @param said by the person
 * @param location as operators take it
 */
record NamedGate(String said, String location) {
  private static final List<String> KNOWN = List.of("face", "person", "turbofan");
  private static final String PREFIX = "gates/";
  private static final String MANIFEST = "manifest.json";

  /** Those that are in this build. */
  static List<NamedGate> builtIn() {
    return KNOWN.stream()
        .filter(name -> NamedGate.class.getResource('/' + PREFIX + name + '/' + MANIFEST) != null)
        .map(name -> new NamedGate(name, GateArtefact.CLASSPATH + PREFIX + name))
        .toList();
  }

  /** The folders of gates in a folder, by their names. */
  static List<NamedGate> in(Path folder) throws FailedCommandException {
    if (!Files.isDirectory(folder)) {
      throw new FailedCommandException("no folder %s, which --gates names".formatted(folder));
    }
    List<NamedGate> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries
          .filter(entry -> Files.isRegularFile(entry.resolve(MANIFEST)))
          .sorted()
          .forEach(entry -> found.add(new NamedGate(entry.toString(), entry.toString())));
    } catch (IOException e) {
      throw new FailedCommandException("cannot list %s: %s".formatted(folder, e.getMessage()), e);
    }
    return found;
  }

  static NamedGate of(String said) throws FailedCommandException {
    for (NamedGate gate : builtIn()) {
      if (gate.said().equals(said)) {
        return gate;
      }
    }
    Path folder = Path.of(said);
    if (Files.isRegularFile(folder.resolve(MANIFEST))) {
      return new NamedGate(said, said);
    }
    if (Files.isDirectory(folder)) {
      throw new FailedCommandException(
          "%s is no gate's folder: there is no %s in it".formatted(folder, MANIFEST));
    }
    throw new FailedCommandException(
        "no gate '%s': there are %s, or name a gate's folder".formatted(said, names()));
  }

  private static String names() {
    return builtIn().stream().map(NamedGate::said).collect(Collectors.joining(", "));
  }
}
