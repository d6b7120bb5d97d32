package dev.vedette.cloud.signature;

import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.TrustedKeys;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys in a folder on this machine, each in a file named after it: {@code site-1.pem}.
 * Whoever can write there decides what the gates serve.
 *
 * <p>The folder is read for every signature: there are few, and a key that was added or taken away
 * counts with the next one. A file that holds no key is named in a warning, once, and passed over,
 * so that one bad file does not take the others' word.
 *
 * <p>Travels as a path. Thread-safe.
 */
public final class KeyFolder implements TrustedKeys {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(KeyFolder.class);

  private final String folder;
  private final ConcurrentHashMap.KeySetView<String, Boolean> named = ConcurrentHashMap.newKeySet();

  public KeyFolder(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public void requireSigned(String keyId, byte[] message, byte[] signature)
      throws ReleaseRefusedException {
    SortedMap<String, PublicKey> keys = keys();
    PublicKey key = keys.get(keyId);
    if (key == null) {
      throw new ReleaseRefusedException(
          Reason.UNKNOWN_KEY,
          "the key %s is not among those trusted in %s, which are: %s. If it shall be, put its public key there, and announce again"
              .formatted(
                  KeyName.isOne(keyId) ? keyId : "that is named",
                  folder,
                  keys.isEmpty() ? "none" : String.join(", ", keys.keySet())));
    }
    if (!Ed25519.isSigned(key, message, signature)) {
      throw new ReleaseRefusedException(
          Reason.BAD_SIGNATURE,
          "this is not what %s in %s has signed: it was changed on its way, or another key has that name. Sign it again, or find out who wrote it"
              .formatted(keyId + KeyName.PUBLIC_SUFFIX, folder));
    }
  }

  private SortedMap<String, PublicKey> keys() throws ReleaseRefusedException {
    SortedMap<String, PublicKey> keys = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder))) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.startsWith(".")) { // such as those that a mounted secret is turned over by
          add(keys, file, name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new ReleaseRefusedException(
          Reason.UNKNOWN_KEY,
          "the folder of trusted keys, %s, cannot be read: put it there, with a public key in it, and announce again"
              .formatted(folder),
          e);
    }
    return keys;
  }

  private void add(SortedMap<String, PublicKey> keys, Path file, String name) {
    if (name.endsWith(KeyName.PRIVATE_SUFFIX)) {
      passOver(file, "it is a private key, which belongs to whoever signs: take it away from here");
      return;
    }
    String key =
        name.endsWith(KeyName.PUBLIC_SUFFIX)
            ? name.substring(0, name.length() - KeyName.PUBLIC_SUFFIX.length())
            : "";
    if (!KeyName.isOne(key)) {
      passOver(file, "a trusted key is in a file NAME" + KeyName.PUBLIC_SUFFIX);
      return;
    }
    try {
      keys.put(key, Ed25519.publicKey(PemFile.read(file, PemFile.PUBLIC)));
    } catch (KeyFileException | InvalidKeySpecException e) {
      passOver(file, "no public key for Ed25519 can be read: " + e.getMessage());
    }
  }

  private void passOver(Path file, String why) {
    if (named.add(file.toString())) {
      LOG.warn("{} is passed over: {}", file, why);
    }
  }

  @Override
  public String toString() {
    return "trusted keys in " + folder;
  }
}
