package dev.vedette.core.privacy;

/** A picture fit to leave the site: scaled down, encoded anew, without the camera's metadata. */
public record PreparedPicture(byte[] jpeg, int width, int height) {
  /** All pictures of a question together have no more, so that a topic can keep any question. */
  public static final int MOST_BYTES = 2 << 20;
}
