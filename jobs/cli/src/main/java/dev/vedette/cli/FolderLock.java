package dev.vedette.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that this process alone has, by the system's lock on a file in it.
 *
 * <p>The system lets go of it when the process ends in whatever way. A process id in a file would
 * not do: in another container the same number is somebody else, or nobody.
 */
public final class FolderLock implements AutoCloseable {
  private static final String FILE = "lock";

  /** POSIX drops a process's locks on a file when it closes any channel to it: never open two. */
  private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

  private final FileChannel channel;
  private final Object key;

  private FolderLock(FileChannel channel, Object key) {
    this.channel = channel;
    this.key = key;
  }

  /** Takes a folder; empty where it is taken already. */
  public static Optional<FolderLock> take(Path folder) throws IOException {
    return open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Takes a folder that somebody had; empty where it is taken, or where nobody ever took it. */
  static Optional<FolderLock> inherit(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? open(file, StandardOpenOption.WRITE)
        : Optional.empty();
  }

  private static Optional<FolderLock> open(Path file, OpenOption... options) throws IOException {
    synchronized (HELD) {
      if (Files.exists(file) && HELD.contains(keyOf(file))) {
        return Optional.empty();
      }
      FileChannel channel = FileChannel.open(file, options);
      boolean locked = false;
      try {
        locked = channel.tryLock() != null;
      } finally {
        if (!locked) {
          channel.close();
        }
      }
      if (!locked) {
        return Optional.empty();
      }
      Object key = keyOf(file);
      HELD.add(key);
      return Optional.of(new FolderLock(channel, key));
    }
  }

  /** The same as long as the file lives, whatever it is called. */
  private static Object keyOf(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? file.toRealPath() : key;
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      channel.close();
      HELD.remove(key);
    }
  }
}
