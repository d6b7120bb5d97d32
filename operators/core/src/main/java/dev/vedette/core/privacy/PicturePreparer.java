package dev.vedette.core.privacy;

import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Region;
import dev.vedette.core.watch.Crop;
import dev.vedette.core.watch.Grid;
import dev.vedette.core.watch.Stencil;
import dev.vedette.core.watch.View;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a device's picture the smallest one that still answers the question.
 *
 * <p>What lies around the zones of the device is cut off, and so is what is far from where the gate
 * sees what it found, if it says so and that is wanted. What else the view hides is black before
 * anything is scaled or encoded, so no pixel of it is mixed into those that are shown.
 *
 * <p>The pixels are drawn into a new image and encoded anew, so no EXIF, GPS position, thumbnail or
 * comment of the camera survives. The reader skips pixels while decoding as long as the result
 * stays above the wanted size, which is several times faster than decoding all of them.
 *
 * @param sides how large the result is; a smaller picture is not enlarged
 * @param quality of the JPEG, in 0..1
 * @param closeUp how much is left around what the gate sees; null for all of the picture
 */
public record PicturePreparer(PictureSides sides, float quality, @Nullable CloseUp closeUp)
    implements Serializable {
  public PicturePreparer {
    if (!(quality > 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality is not in 0..1: " + quality);
    }
  }

  /**
   * One that shows all of a picture, and makes it as large as this in pixels of its longer side.
   */
  public PicturePreparer(int longerSide, float quality) {
    this((width, height) -> longerSide, quality, null);
  }

  /** The picture cannot be decoded here, although the gate could read it, or is too large. */
  public static final class UnpreparedPictureException extends Exception {
    private static final long serialVersionUID = 1;

    UnpreparedPictureException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * With what the view shows of the picture, and nothing else.
   *
   * @param region where the gate sees what it found; null if it does not say
   */
  public PreparedPicture prepare(Picture picture, View view, @Nullable Region region)
      throws UnpreparedPictureException {
    PreparedPicture prepared = made(picture, view, shown(picture, view, region));
    if (prepared.jpeg().length > PreparedPicture.MOST_BYTES) {
      throw new UnpreparedPictureException(
          "a picture of %d bytes after it was scaled to %dx%d, %d are the most: ask for smaller ones"
              .formatted(
                  prepared.jpeg().length,
                  prepared.width(),
                  prepared.height(),
                  PreparedPicture.MOST_BYTES),
          null);
    }
    return prepared;
  }

  private Crop shown(Picture picture, View view, @Nullable Region region) {
    Crop whole = Crop.of(view, picture.width(), picture.height());
    return region == null || closeUp == null
        ? whole
        : closeUp.of(whole, region, picture.width(), picture.height());
  }

  private PreparedPicture made(Picture picture, View view, Crop part)
      throws UnpreparedPictureException {
    int side = sides.longerSide(part.width(), part.height());
    try {
      boolean jpeg = picture.encoding() == Picture.Encoding.JPEG;
      int step = jpeg ? Math.max(1, part.longerSide() / (2 * side)) : 1;
      BufferedImage source = jpeg ? decode(picture, part, step) : fromRgb(picture, part);
      hide(Stencil.of(view, Grid.sampled(part, step, picture.width(), picture.height())), source);
      BufferedImage scaled = scale(source, part, side);
      return new PreparedPicture(
          Jpegs.encode(scaled, quality), scaled.getWidth(), scaled.getHeight(), view.fingerprint());
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw unchecked exceptions of many kinds on damaged files.
      throw new UnpreparedPictureException(
          "cannot prepare a %s of %dx%d for the cloud"
              .formatted(picture.encoding(), picture.width(), picture.height()),
          e);
    }
  }

  private static BufferedImage decode(Picture picture, Crop part, int step) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    ImageReader reader = readers.next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
      reader.setInput(input, true, true);
      var param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(part.x(), part.y(), part.width(), part.height()));
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage fromRgb(Picture picture, Crop part) {
    var image = new BufferedImage(part.width(), part.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[part.width()];
    byte[] bytes = picture.bytes();
    for (int y = 0; y < part.height(); y++) {
      int at = 3 * ((part.y() + y) * picture.width() + part.x());
      for (int x = 0; x < row.length; x++) {
        row[x] = (bytes[at++] & 0xFF) << 16 | (bytes[at++] & 0xFF) << 8 | (bytes[at++] & 0xFF);
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return image;
  }

  private static void hide(Stencil stencil, BufferedImage image) {
    if (stencil.hidden() == 0) {
      return;
    }
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLACK);
    stencil.paint((row, from, until) -> graphics.fillRect(from, row, until - from, 1));
    graphics.dispose();
  }

  private static BufferedImage scale(BufferedImage source, Crop part, int side) {
    double factor = Math.min(1, (double) side / part.longerSide());
    var target =
        new BufferedImage(
            Math.max(1, (int) Math.round(part.width() * factor)),
            Math.max(1, (int) Math.round(part.height() * factor)),
            BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, target.getWidth(), target.getHeight(), null);
    graphics.dispose();
    return target;
  }
}
