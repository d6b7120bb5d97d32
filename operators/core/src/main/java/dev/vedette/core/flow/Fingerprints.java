package dev.vedette.core.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ids as the first 128 bits of their SHA-256 (FIPS 180-4), one after the other in an array. That
 * any two of a million ids look alike has a probability of 10^-27. They lie in state: they must not
 * change.
 *
 * <p>Not thread-safe: one makes all fingerprints with the same digest.
 */
public final class Fingerprints {
  private static final int BYTES = 16;

  private final MessageDigest sha256;

  public Fingerprints() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The fingerprint of one id, of 16 bytes. */
  public byte[] of(String id) {
    return Arrays.copyOf(sha256.digest(id.getBytes(StandardCharsets.UTF_8)), BYTES);
  }

  /**
   * Whether one of them is this one. Looks at all of them, and as a rule at a byte of each.
   *
   * @param all null for none
   */
  public static boolean contains(byte @Nullable [] all, byte[] fingerprint) {
    if (all == null) {
      return false;
    }
    byte last = fingerprint[BYTES - 1];
    for (int at = 0; at < all.length; at += BYTES) {
      if (all[at + BYTES - 1] == last
          && Arrays.equals(all, at, at + BYTES, fingerprint, 0, BYTES)) {
        return true;
      }
    }
    return false;
  }

  /**
   * All of them and one more.
   *
   * @param all null for none
   */
  public static byte[] with(byte @Nullable [] all, byte[] fingerprint) {
    int before = all == null ? 0 : all.length;
    byte[] more = all == null ? new byte[BYTES] : Arrays.copyOf(all, before + BYTES);
    System.arraycopy(fingerprint, 0, more, before, BYTES);
    return more;
  }
}
