package dev.vedette.cloud.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's key in a file on this machine.
 *
 * <p>The file is read for every call: that costs microseconds beside a paid call, and a rotated key
 * is in force with the next one, whatever way it was rotated. A file that is missing, half written
 * or empty in the middle of a rotation leaves the last good key in force.
 *
 * <p>Thread-safe. Never prints the key.
 */
public final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final int MOST_BYTES = 4096;

  private final Path path;
  private volatile String inForce;
  private volatile boolean readable = true;

  private KeyFile(Path path, String key) {
    this.path = path;
    this.inForce = key;
  }

  /** Reads the key for the first time, so that a job without one fails when it starts. */
  public static KeyFile open(Path path) throws KeyFileException {
    return new KeyFile(path, read(path));
  }

  /** The key in force: visible ASCII only, so that it is fit for a header. */
  public String key() {
    try {
      inForce = read(path);
      readable = true;
    } catch (KeyFileException e) {
      if (readable) {
        LOG.warn("{}; the last key that was read stays in force", e.getMessage());
      }
      readable = false;
    }
    return inForce;
  }

  @Override
  public String toString() {
    return "key file " + path;
  }

  private static String read(Path path) throws KeyFileException {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new KeyFileException("no key file", path, e);
    } catch (IOException e) {
      throw new KeyFileException("cannot read the key file", path, e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new KeyFileException("more than " + MOST_BYTES + " bytes in the key file", path, null);
    }
    String key = new String(bytes, StandardCharsets.UTF_8).strip();
    if (key.isEmpty()) {
      throw new KeyFileException("empty key file", path, null);
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      // The HTTP client would refuse such a header with the key in its message.
      throw new KeyFileException("not one line of visible ASCII in the key file", path, null);
    }
    return key;
  }
}
