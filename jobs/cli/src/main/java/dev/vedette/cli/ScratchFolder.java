package dev.vedette.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for as long as a command runs.
 *
 * <p>It is locked as long. What a process that was killed has left is no longer, and the next one
 * deletes it.
 */
public final class ScratchFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
  private static final String LOCKED = "vedette-run-";

  /** What a folder is called until it is locked, so that nobody takes it for left behind. */
  private static final String NEW = "vedette-new-";

  private final Path path;
  private final FolderLock lock;

  private ScratchFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  public static ScratchFolder create() throws FailedCommandException {
    return createIn(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static ScratchFolder createIn(Path temporary) throws FailedCommandException {
    try {
      sweep(temporary);
      Path made = Files.createTempDirectory(temporary, NEW);
      FolderLock lock =
          FolderLock.take(made).orElseThrow(() -> new IOException("somebody has locked " + made));
      String name = made.getFileName().toString().replace(NEW, LOCKED);
      return new ScratchFolder(Files.move(made, made.resolveSibling(name)), lock);
    } catch (IOException e) {
      throw new FailedCommandException("no folder for temporary files: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** Deletes what nobody has any more; what is not ours to delete is left, and is no reason. */
  private static void sweep(Path temporary) {
    List<Path> found;
    try (Stream<Path> files = Files.list(temporary)) {
      found =
          files
              .filter(file -> file.getFileName().toString().startsWith(LOCKED))
              .filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
              .toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} was not looked through for what others left", temporary, e);
      return;
    }
    for (Path folder : found) {
      try {
        Optional<FolderLock> orphan = FolderLock.inherit(folder);
        if (orphan.isPresent()) {
          new ScratchFolder(folder, orphan.get()).close();
        }
      } catch (IOException e) {
        LOG.info("{} is somebody else's", folder, e);
      }
    }
  }

  @Override
  public void close() {
    try (lock;
        Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} could not be deleted: {}", path, e.toString());
    }
  }
}
