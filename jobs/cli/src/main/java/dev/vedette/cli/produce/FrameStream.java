package dev.vedette.cli.produce;

import dev.vedette.cli.FailedCommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Where JPEGs that follow one another are read from: standard input, a pipe or a file. */
public final class FrameStream {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final int MOST_BYTES = 1 << 30;

  private final Path path;

  private FrameStream(Path path) {
    this.path = path;
  }

  /** Empty where the path is something else, or not there. */
  public static Optional<FrameStream> of(Path path) throws FailedCommandException {
    return path.equals(STANDARD_INPUT) || isPipe(path) || isFileOfFrames(path)
        ? Optional.of(new FrameStream(path))
        : Optional.empty();
  }

  private static boolean isPipe(Path path) throws FailedCommandException {
    try {
      return Files.exists(path) && Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      throw new FailedCommandException("%s cannot be read: %s".formatted(path, e), e);
    }
  }

  private static boolean isFileOfFrames(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".mjpeg") || name.endsWith(".mjpg"));
  }

  /**
   * Begins to read.
   *
   * @param maxFrameBytes of a frame; larger ones are left out
   */
  public LiveFrames open(long maxFrameBytes) {
    return LiveFrames.of(
        toString(),
        () -> path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path),
        (int) Math.min(maxFrameBytes, MOST_BYTES),
        InstantSource.system());
  }

  @Override
  public String toString() {
    return path.equals(STANDARD_INPUT) ? "standard input" : path.toString();
  }
}
