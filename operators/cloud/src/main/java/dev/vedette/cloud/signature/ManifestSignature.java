package dev.vedette.cloud.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseRefusedException.Reason;
import dev.vedette.core.release.ReleaseSigner;
import dev.vedette.core.release.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The signature beside a gate's manifest. The manifest holds a hash of every file of the gate, so
 * it vouches for all of them.
 *
 * @param format of this file
 * @param signature over the manifest's bytes as they are
 */
public record ManifestSignature(int format, String keyId, String algorithm, byte[] signature) {
  /** Its file, beside the manifest's. */
  public static final String FILE = "manifest.sig";

  private static final String MANIFEST = "manifest.json";
  private static final int FORMAT = 1;
  private static final int MOST_BYTES = 4096;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader READER =
      JSON.readerFor(ManifestSignature.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  public static ManifestSignature of(byte[] manifest, ReleaseSigner signer) {
    return new ManifestSignature(FORMAT, signer.keyId(), Ed25519.NAME, signer.sign(manifest));
  }

  public byte[] json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers, words and bytes are JSON", e);
    }
  }

  /** Parses what {@link #json} wrote. */
  static ManifestSignature parse(byte[] json) throws ReleaseRefusedException {
    try {
      @Nullable ManifestSignature read = READER.readValue(json);
      if (read != null && read.format == FORMAT && read.algorithm.equals(Ed25519.NAME)) {
        return read;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  /** Returns if a trusted key has signed these bytes of a manifest. */
  void requireOver(byte[] manifest, TrustedKeys keys) throws ReleaseRefusedException {
    keys.requireSigned(keyId, manifest, signature);
  }

  /**
   * Checks the signature in a gate's folder. That the files are those of the manifest is for
   * whoever reads the gate.
   *
   * @return the name of the trusted key that has signed
   * @throws ReleaseRefusedException if there is none, or it is not over this manifest
   */
  public static String check(Path folder, TrustedKeys keys) throws ReleaseRefusedException {
    ManifestSignature signature;
    try {
      signature = parse(bytes(folder.resolve(FILE), MOST_BYTES));
    } catch (NoSuchFileException e) {
      throw new ReleaseRefusedException(
          Reason.UNSIGNED,
          "there is no %s: sign the gate with 'vedette gate sign'".formatted(folder.resolve(FILE)),
          e);
    } catch (IOException e) {
      throw damaged(folder.resolve(FILE), e);
    }
    try {
      signature.requireOver(Files.readAllBytes(folder.resolve(MANIFEST)), keys);
    } catch (IOException e) {
      throw damaged(folder.resolve(MANIFEST), e);
    }
    return signature.keyId;
  }

  private static byte[] bytes(Path file, int most) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(most);
    }
  }

  private static ReleaseRefusedException unreadable(@Nullable IOException cause) {
    String message =
        "%s is no signature with %s in format %d: sign the gate again with 'vedette gate sign'"
            .formatted(FILE, Ed25519.NAME, FORMAT);
    return cause == null
        ? new ReleaseRefusedException(Reason.UNREADABLE, message)
        : new ReleaseRefusedException(Reason.UNREADABLE, message, cause);
  }

  private static ReleaseRefusedException damaged(Path file, IOException cause) {
    return new ReleaseRefusedException(
        Reason.DAMAGED, "%s cannot be read: put the gate's files back".formatted(file), cause);
  }
}
