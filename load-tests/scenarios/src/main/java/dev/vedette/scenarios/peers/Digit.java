package dev.vedette.scenarios.peers;

/**
 * A picture of 28x28 as the Flink peer hands it from operator to operator. Public because Flink
 * serializes it.
 *
 * @param pixels one byte each, grey; or three alike, as Vedette's events have them
 */
public record Digit(String id, byte[] pixels) {
  /** Of a picture, in pixels. */
  public static final int SIDE = 28;

  static final int PIXELS = SIDE * SIDE;

  public Digit {
    if (pixels.length != PIXELS && pixels.length != 3 * PIXELS) {
      throw new IllegalArgumentException(
          "%s has neither %d nor %d bytes: %d".formatted(id, PIXELS, 3 * PIXELS, pixels.length));
    }
  }

  /** Writes what the network reads, three bytes a pixel. */
  byte[] rgb() {
    return pixels.length == PIXELS ? rgbOf(pixels) : pixels;
  }

  static byte[] rgbOf(byte[] grey) {
    byte[] rgb = new byte[3 * grey.length];
    for (int i = 0; i < grey.length; i++) {
      rgb[3 * i] = grey[i];
      rgb[3 * i + 1] = grey[i];
      rgb[3 * i + 2] = grey[i];
    }
    return rgb;
  }

  /** A ring on black, somewhat elsewhere for each number: four fifths are black, as of digits. */
  static byte[] drawn(int number) {
    byte[] grey = new byte[PIXELS];
    double middleX = 12 + number % 4;
    double middleY = 12 + number / 4 % 4;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double off = Math.abs(Math.hypot(x - middleX, y - middleY) - 8);
        grey[y * SIDE + x] = (byte) Math.max(0, Math.round(255 * (1 - off / 2.5)));
      }
    }
    return grey;
  }
}
