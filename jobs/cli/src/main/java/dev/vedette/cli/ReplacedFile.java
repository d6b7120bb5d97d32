package dev.vedette.cli;

import dev.vedette.pipeline.InvalidConfigurationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is there as a whole, the old or the new one, whenever somebody looks. What a link
 * leads to is replaced, and not the link; who may read the old one may read the new one.
 */
public record ReplacedFile(Path file) {
  private static final Set<PosixFilePermission> USUAL =
      PosixFilePermissions.fromString("rw-r--r--");

  /** What is written to it. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out)
        throws IOException, FailedCommandException, InvalidConfigurationException;
  }

  public void write(byte[] bytes) throws FailedCommandException, InvalidConfigurationException {
    write(out -> out.write(bytes));
  }

  /** Writes what may be large; if that fails, the old file is there. */
  public void write(Content content) throws FailedCommandException, InvalidConfigurationException {
    try {
      Path whole = target();
      Path folder = whole.getParent();
      if (folder == null || Files.isDirectory(whole)) {
        throw new FailedCommandException(file + " is a folder and not a file");
      }
      if (!Files.isDirectory(folder)) {
        throw new FailedCommandException("no folder %s for %s".formatted(folder, file));
      }
      Path part = Files.createTempFile(folder, "." + whole.getFileName(), ".part", rights(whole));
      try {
        try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
          content.writeTo(out);
        }
        Files.move(
            part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new FailedCommandException("cannot write %s: %s".formatted(file, e), e);
    }
  }

  private Path target() throws IOException {
    return Files.exists(file) || Files.isSymbolicLink(file)
        ? file.toRealPath()
        : file.toAbsolutePath();
  }

  private static FileAttribute<?>[] rights(Path whole) throws IOException {
    if (!whole.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> rights =
        Files.exists(whole) ? Files.getPosixFilePermissions(whole) : USUAL;
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)};
  }
}
