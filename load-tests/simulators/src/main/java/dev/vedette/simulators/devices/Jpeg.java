package dev.vedette.simulators.devices;

import dev.vedette.core.privacy.Jpegs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes images as JPEG files; what is transparent becomes black. */
final class Jpeg {
  private static final float QUALITY = 0.8f;

  private Jpeg() {}

  static byte[] encode(BufferedImage image) {
    try {
      return Jpegs.encode(opaque(image), QUALITY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  private static BufferedImage opaque(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = rgb.createGraphics();
    graphics.drawImage(image, 0, 0, Color.BLACK, null);
    graphics.dispose();
    return rgb;
  }
}
