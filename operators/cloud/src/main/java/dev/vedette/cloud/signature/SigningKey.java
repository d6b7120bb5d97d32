package dev.vedette.cloud.signature;

import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.core.release.ReleaseSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A private key, read from a file that is named after it: {@code site-1.key.pem}.
 *
 * <p>Never prints the key.
 */
public final class SigningKey implements ReleaseSigner {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final String keyId;
  private final Path path;
  private final PrivateKey key;

  private SigningKey(String keyId, Path path, PrivateKey key) {
    this.keyId = keyId;
    this.path = path;
    this.key = key;
  }

  public static SigningKey read(Path path) throws KeyFileException {
    String file = String.valueOf(path.getFileName());
    String name =
        file.endsWith(KeyName.PRIVATE_SUFFIX)
            ? file.substring(0, file.length() - KeyName.PRIVATE_SUFFIX.length())
            : "";
    if (!KeyName.isOne(name)) {
      throw new KeyFileException(
          "not named NAME%s, as 'vedette gate keys' names a private key"
              .formatted(KeyName.PRIVATE_SUFFIX),
          path,
          null);
    }
    byte[] der = PemFile.read(path, PemFile.PRIVATE);
    try {
      return new SigningKey(name, path, Ed25519.privateKey(der));
    } catch (InvalidKeySpecException e) {
      // Without the cause, which might say what stands there.
      throw new KeyFileException("no private key for Ed25519 in the key file", path, null);
    }
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public byte[] sign(byte[] message) {
    return Ed25519.sign(key, message);
  }

  /** Whether somebody beside its owner may read or change the file. False where nobody can tell. */
  public boolean isOpenToOthers() {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class);
    try {
      return view != null
          && view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "signing key " + path;
  }
}
