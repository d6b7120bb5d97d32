package dev.vedette.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for as long as a command runs.
 *
 * <p>It is named after the process. What a process that was killed has left is deleted by the next
 * one.
 */
public final class ScratchFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
  private static final Pattern NAME = Pattern.compile("vedette-run-(\\d+)-.*");

  private final Path path;

  private ScratchFolder(Path path) {
    this.path = path;
  }

  public static ScratchFolder create() throws FailedCommandException {
    try {
      sweep(Path.of(System.getProperty("java.io.tmpdir")));
      String prefix = "vedette-run-%d-".formatted(ProcessHandle.current().pid());
      return new ScratchFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new FailedCommandException("no folder for temporary files: " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  private static void sweep(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      files.filter(ScratchFolder::isOrphan).forEach(ScratchFolder::delete);
    }
  }

  /** Another user's cannot be deleted, and is left to them. */
  private static boolean isOrphan(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        && Files.isWritable(file)
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
  }

  @Override
  public void close() {
    delete(path);
  }

  private static void delete(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("{} could not be deleted", path, e);
    }
  }
}
