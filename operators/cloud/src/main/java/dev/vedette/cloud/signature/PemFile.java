package dev.vedette.cloud.signature;

import dev.vedette.cloud.key.KeyFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;

/** A key in a file, as openssl writes it: one block between two lines that say what it is. */
final class PemFile {
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private static final int MOST_BYTES = 4096;
  private static final int LINE = 64;

  private PemFile() {}

  static String text(String kind, byte[] der) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
  }

  /** What stands between the lines. No message repeats it. */
  static byte[] read(Path path, String kind) throws KeyFileException {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(path)) {
      bytes = file.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new KeyFileException("no key file", path, e);
    } catch (AccessDeniedException e) {
      throw new KeyFileException("no permission to read the key file", path, e);
    } catch (IOException e) {
      throw new KeyFileException("cannot read the key file", path, e);
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    String begin = "-----BEGIN %s-----".formatted(kind);
    String end = "-----END %s-----".formatted(kind);
    if (bytes.length > MOST_BYTES
        || !text.startsWith(begin)
        || !text.endsWith(end)
        || text.length() < begin.length() + end.length()) {
      throw new KeyFileException("no PEM file with one %s".formatted(kind), path, null);
    }
    String base64 = text.substring(begin.length(), text.length() - end.length());
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      // Without the cause: it says which letters it stumbled over.
      throw new KeyFileException("no PEM file with one %s".formatted(kind), path, null);
    }
  }
}
