package dev.vedette.core.privacy;

import dev.vedette.core.watch.View;

/**
 * A picture fit to leave the site: scaled down, encoded anew, without the camera's metadata.
 *
 * @param view that it was prepared under, by its fingerprint; by another one it may not leave
 */
public record PreparedPicture(byte[] jpeg, int width, int height, long view) {
  /** All pictures of a question together have no more, so that a topic can keep any question. */
  public static final int MOST_BYTES = 2 << 20;

  /** One of which nothing was hidden. */
  public PreparedPicture(byte[] jpeg, int width, int height) {
    this(jpeg, width, height, View.WHOLE.fingerprint());
  }
}
