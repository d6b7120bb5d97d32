package dev.vedette.pipeline.wire;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Small JPEG files, good and bad. */
final class Jpegs {
  private Jpegs() {}

  static byte[] of(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, Color.ORANGE.getRGB());
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A picture of so many bytes: the rest is a comment behind the end of the image. */
  static byte[] ofBytes(int length) {
    byte[] jpeg = of(16, 16);
    return Arrays.copyOf(jpeg, length);
  }

  /** The beginning of a 640x480 file with four colour components. */
  static byte[] cmyk() {
    return HexFormat.ofDelimiter(" ")
        .parseHex("ff d8 ff c0 00 14 08 01 e0 02 80 04 01 11 00 02 11 00 03 11 00 04 11 00 ff d9");
  }
}
