package dev.vedette.core.event;

/**
 * A picture as it came from the device.
 *
 * @param width pixels, taken from the bytes themselves, never from the device's word
 * @param height pixels
 * @param bytes a JPEG file, or {@code width * height * 3} bytes of RGB rows from the top
 */
public record Picture(Encoding encoding, int width, int height, byte[] bytes) {
  /** How the bytes of a picture are to be read. */
  public enum Encoding {
    JPEG,
    RGB8
  }

  public Picture {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("not a picture size: " + width + "x" + height);
    }
    if (encoding == Encoding.RGB8 && bytes.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "rgb8 of %dx%d needs %d bytes: %d"
              .formatted(width, height, 3L * width * height, bytes.length));
    }
  }
}
