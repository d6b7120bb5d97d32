package dev.vedette.cli.gate;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.signature.SigningKey;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Private keys as the commands read them. */
final class KeyFiles {
  private KeyFiles() {}

  /** The key that a person names with {@code --key}; says so if others can read it too. */
  static SigningKey read(Path file, PrintWriter err) throws FailedCommandException {
    try {
      SigningKey key = SigningKey.read(file);
      if (key.isOpenToOthers()) {
        err.printf(
            "warning: others than its owner may read or write %s: chmod 600 it, or make a new key%n",
            file);
        err.flush();
      }
      return key;
    } catch (KeyFileException e) {
      throw new FailedCommandException(
          "%s; 'vedette gate keys' makes a key pair".formatted(e.getMessage()), e);
    }
  }
}
