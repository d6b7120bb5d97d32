package dev.vedette.cli.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped gates as folders. */
final class Gates {
  private static final Path MODELS = Path.of("../../models");

  private Gates() {}

  static void copy(String name, Path to) throws IOException {
    Path from = MODELS.resolve(name);
    List<Path> files;
    try (Stream<Path> walked = Files.walk(from)) {
      files = walked.toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
  }
}
