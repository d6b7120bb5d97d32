package dev.vedette.djl.artefact;

import dev.vedette.core.integrity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares files with the SHA-256 that a manifest promises. */
final class Hashes {
  private Hashes() {}

  /** The first of the promised files that is missing or differs, as a sentence. */
  static Optional<String> damageIn(Path root, Map<String, String> promised) {
    for (Map.Entry<String, String> file : promised.entrySet()) {
      Path path = root.resolve(file.getKey());
      try {
        if (!Files.isRegularFile(path)) {
          return Optional.of(path + " is missing");
        }
        String actual = Sha256.hex(Files.readAllBytes(path));
        if (!actual.equals(file.getValue())) {
          return Optional.of(
              "%s has SHA-256 %s, the manifest says %s".formatted(path, actual, file.getValue()));
        }
      } catch (IOException e) {
        return Optional.of(path + " cannot be read: " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** A file of a folder that nothing was promised of: TensorFlow would read it all the same. */
  static Optional<String> strangerIn(Path root, String folder, Map<String, String> promised) {
    Path top = root.resolve(folder);
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !promised.containsKey(slashed(root.relativize(file))))
          .findFirst()
          .map(file -> file + " is not in the manifest");
    } catch (IOException e) {
      return Optional.of(top + " cannot be listed: " + e.getMessage());
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
