package dev.vedette.core.release;

import org.jspecify.annotations.Nullable;

/**
 * What a release brings, by value or by reference.
 *
 * @param inline the artefact itself, if it is small
 * @param uri where it is, if it is large: in a file system the job knows
 * @param length in bytes
 * @param sha256 of all its bytes, lower-case hex
 */
public record ReleasedArtefact(
    byte @Nullable [] inline, @Nullable String uri, long length, String sha256) {
  public ReleasedArtefact {
    if ((inline == null) == (uri == null)) {
      throw new IllegalArgumentException("an artefact is inline or has a uri, exactly one");
    }
    if (length < 1) {
      throw new IllegalArgumentException("length < 1: " + length);
    }
  }

  /** By value. */
  public static ReleasedArtefact of(byte[] inline, String sha256) {
    return new ReleasedArtefact(inline, null, inline.length, sha256);
  }

  /** By reference. */
  public static ReleasedArtefact at(String uri, long length, String sha256) {
    return new ReleasedArtefact(null, uri, length, sha256);
  }
}
