package dev.vedette.core.window;

import java.util.List;

/**
 * Names as 64 bits, so that remembering the events of a window costs eight bytes each. Among a
 * hundred readings of a device, two ids look alike once in 10^17 readings.
 *
 * <p>FNV-1a over the characters, its bits mixed once more at the end. It lies in state: it must not
 * change.
 */
final class Fingerprint {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  static long of(String name) {
    return mixed(added(OFFSET, name));
  }

  /** Of several in this order. */
  static long of(List<String> names) {
    long hash = OFFSET;
    for (String name : names) {
      hash = added((hash ^ name.length()) * PRIME, name);
    }
    return mixed(hash);
  }

  private static long added(long hash, String name) {
    long sum = hash;
    for (int i = 0; i < name.length(); i++) {
      sum = (sum ^ name.charAt(i)) * PRIME;
    }
    return sum;
  }

  private static long mixed(long hash) {
    long bits = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    return bits ^ bits >>> 33;
  }
}
