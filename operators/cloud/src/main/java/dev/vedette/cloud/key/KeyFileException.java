package dev.vedette.cloud.key;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** There is no usable key in a key file. Says which file and why, never what stands in it. */
public final class KeyFileException extends Exception {
  private static final long serialVersionUID = 1;

  public KeyFileException(String problem, Path path, @Nullable Throwable cause) {
    super("%s: %s".formatted(problem, path), cause);
  }
}
