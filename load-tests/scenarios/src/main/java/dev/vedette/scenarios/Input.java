package dev.vedette.scenarios;

import dev.vedette.core.event.Picture;
import dev.vedette.core.privacy.Jpegs;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * The kinds of picture that are measured, one fixed picture each: a cup of coffee, which no face
 * gate asks about, and where questions are wanted an astronaut. Public because JMH's generated
 * classes name it.
 */
public enum Input {
  /** A file of 640x480 pixels, which the job must decode. */
  JPEG {
    @Override
    Picture of(String file) {
      return new Picture(Picture.Encoding.JPEG, 640, 480, jpeg(scaled(file, 640, 480)));
    }
  },
  /** Pixels of the gate's own size, decoded before they were sent. */
  RGB8 {
    @Override
    Picture of(String file) {
      return new Picture(Picture.Encoding.RGB8, 128, 128, pixels(scaled(file, 128, 128)));
    }
  },
  /** Pixels of a whole frame of 640x480, decoded before they were sent: 0.9 MB for each event. */
  RGB8_WHOLE {
    @Override
    Picture of(String file) {
      return new Picture(Picture.Encoding.RGB8, 640, 480, pixels(scaled(file, 640, 480)));
    }
  };

  /** What is measured unless it is said: whole frames of pixels fill the broker's disk. */
  static final List<Input> USUAL = List.of(JPEG, RGB8);

  private static final String NOBODY = "/gates/face/golden/coffee.jpg";
  private static final String SOMEBODY = "/gates/face/golden/astronaut.jpg";

  /** At which the picture has some 50 kB, as a camera's of that size. */
  private static final float QUALITY = 0.8f;

  abstract Picture of(String file);

  /** About which the face gate does not ask. */
  Picture picture() {
    return of(NOBODY);
  }

  /** About which it asks. */
  Picture face() {
    return of(SOMEBODY);
  }

  /** A topic for each, so that one job reads one kind. */
  String topic() {
    return "events." + name().toLowerCase(Locale.ROOT);
  }

  private static BufferedImage scaled(String file, int width, int height) {
    try (InputStream in = Input.class.getResourceAsStream(file)) {
      BufferedImage original = ImageIO.read(Objects.requireNonNull(in, file));
      var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(original, 0, 0, width, height, null);
      graphics.dispose();
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static byte[] jpeg(BufferedImage image) {
    try {
      return Jpegs.encode(image, QUALITY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
  }

  private static byte[] pixels(BufferedImage image) {
    int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    byte[] bytes = new byte[3 * rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      bytes[3 * i] = (byte) (rgb[i] >> 16);
      bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
      bytes[3 * i + 2] = (byte) rgb[i];
    }
    return bytes;
  }
}
