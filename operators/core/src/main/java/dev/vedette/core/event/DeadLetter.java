package dev.vedette.core.event;

import dev.vedette.core.integrity.Sha256;
import java.time.Instant;
import java.util.Arrays;

/**
 * A record that could not be judged, kept whole where it is small and by prefix, length and SHA-256
 * where it is not, so that nothing is lost in silence and the topic cannot be flooded.
 *
 * @param bytes the record's value, or its first {@link #KEPT_BYTES} bytes, or fewer of them
 * @param length of the whole value
 * @param sha256 of the whole value, lower-case hex
 */
public record DeadLetter(
    DeadLetterReason reason,
    String detail,
    Origin origin,
    byte[] bytes,
    long length,
    String sha256,
    Instant at) {
  /** Below Kafka's default limit of 1 MiB a record, with room for the rest of the letter. */
  public static final int KEPT_BYTES = 256 * 1024;

  private static final int DETAIL_CHARS = 500;

  public static DeadLetter of(Objection objection, Origin origin, byte[] value, Instant at) {
    String detail = objection.detail();
    return new DeadLetter(
        objection.reason(),
        detail.length() <= DETAIL_CHARS ? detail : detail.substring(0, DETAIL_CHARS) + "…",
        origin,
        value.length <= KEPT_BYTES ? value : Arrays.copyOf(value, KEPT_BYTES),
        value.length,
        Sha256.hex(value),
        at);
  }

  /**
   * The same letter with no more than so many bytes of the record, which stands where it came from.
   */
  public DeadLetter cutTo(int mostBytes) {
    return bytes.length <= mostBytes
        ? this
        : new DeadLetter(
            reason, detail, origin, Arrays.copyOf(bytes, mostBytes), length, sha256, at);
  }
}
