package dev.vedette.simulators.devices;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or folder of pictures that cannot be shown; the message names it and says why. */
public final class UnreadablePicturesException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadablePicturesException(Path path, String why) {
    this(path, why, null);
  }

  UnreadablePicturesException(Path path, String why, @Nullable Throwable cause) {
    super(path + ": " + why, cause);
  }
}
