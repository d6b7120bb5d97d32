package dev.vedette.cli.cluster;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a job in this process leaves what it knows for its next run: Flink's checkpoints while it
 * runs, a savepoint when it is stopped.
 *
 * <p>One process at a time has it. State holds prepared pictures of what is being asked about, so
 * the folder is made for its owner alone, where the file system knows owners.
 */
public final class StateFolder implements AutoCloseable {
  /** What Flink writes last, so that a snapshot that has it is whole. */
  private static final String METADATA = "_metadata";

  private static final int DEEPEST = 4;

  private final Path path;
  private final FolderLock lock;

  private StateFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Takes the folder, which is made if it is not there. */
  public static StateFolder take(Path path) throws FailedCommandException {
    try {
      makeOwnersAlone(path);
      return new StateFolder(
          path.toAbsolutePath(),
          FolderLock.take(path)
              .orElseThrow(
                  () ->
                      new FailedCommandException(
                          "another process runs on the state in %s: stop it, or name another folder with --state"
                              .formatted(path))));
    } catch (IOException e) {
      throw new FailedCommandException("no state can be kept in %s: %s".formatted(path, e), e);
    }
  }

  private static void makeOwnersAlone(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return; // as open as its owner has made it
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(path);
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }

  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  public Path savepoints() {
    return path.resolve("savepoints");
  }

  /** The newest whole snapshot, whether the last run was stopped or killed. */
  public Optional<Path> latest() throws FailedCommandException {
    try (Stream<Path> files = Files.walk(path, DEEPEST)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparing(StateFolder::writtenAt))
          .map(Path::getParent);
    } catch (IOException | UncheckedIOException e) {
      throw new FailedCommandException("the state in %s cannot be read: %s".formatted(path, e), e);
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // it has just been deleted
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }

  @Override
  public void close() throws FailedCommandException {
    try {
      lock.close();
    } catch (IOException e) {
      throw new FailedCommandException("the lock in %s stays: %s".formatted(path, e), e);
    }
  }
}
