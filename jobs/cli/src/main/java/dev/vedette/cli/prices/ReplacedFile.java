package dev.vedette.cli.prices;

import dev.vedette.cli.FailedCommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole, the old or the new one, whenever somebody looks. */
record ReplacedFile(Path file) {

  void write(byte[] bytes) throws FailedCommandException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null || Files.isDirectory(whole)) {
      throw new FailedCommandException(file + " is a folder and not a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new FailedCommandException("no folder %s for %s".formatted(folder, file));
    }
    Path part = folder.resolve("." + whole.getFileName() + ".part");
    try {
      try {
        Files.write(part, bytes);
        Files.move(
            part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(file, e), e);
    }
  }
}
