package dev.vedette.core.release;

import java.io.Serializable;

/** The keys whose word counts here, each known by its name. */
@FunctionalInterface
public interface TrustedKeys extends Serializable {
  /**
   * Returns if the key of that name is trusted and has signed exactly these bytes.
   *
   * @throws ReleaseRefusedException {@code UNKNOWN_KEY} or {@code BAD_SIGNATURE}
   */
  void requireSigned(String keyId, byte[] message, byte[] signature) throws ReleaseRefusedException;
}
