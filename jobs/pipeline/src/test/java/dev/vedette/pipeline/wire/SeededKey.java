package dev.vedette.pipeline.wire;

import dev.vedette.cloud.signature.KeyFolder;
import dev.vedette.core.release.ReleaseRefusedException;
import dev.vedette.core.release.ReleaseSigner;
import dev.vedette.core.release.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key pair that is the same in every run, made of a number. */
record SeededKey(String keyId, KeyPair pair) implements ReleaseSigner {
  static SeededKey of(String keyId, int seed) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Always((byte) seed));
      return new SeededKey(keyId, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Somebody who trusts this key and no other. */
  TrustedKeys trusted() {
    return (name, message, given) -> {
      if (!name.equals(keyId)) {
        throw new ReleaseRefusedException(ReleaseRefusedException.Reason.UNKNOWN_KEY, name);
      }
      if (!isBy(message, given)) {
        throw new ReleaseRefusedException(ReleaseRefusedException.Reason.BAD_SIGNATURE, name);
      }
    };
  }

  /** A folder of trusted keys, as a job has it, with this one in it and no other. */
  KeyFolder trustedIn(Path folder) {
    try {
      String lines = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve(keyId + ".pem"),
          "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(lines));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new KeyFolder(folder);
  }

  private boolean isBy(byte[] message, byte[] given) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(pair.getPublic());
      signature.update(message);
      return signature.verify(given);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** One byte, again and again. */
  private static final class Always extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte value;

    Always(byte value) {
      this.value = value;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, value);
    }
  }
}
