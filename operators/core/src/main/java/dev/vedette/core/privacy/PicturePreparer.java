package dev.vedette.core.privacy;

import dev.vedette.core.event.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a device's picture the smallest one that still answers the question.
 *
 * <p>The pixels are drawn into a new image and encoded anew, so no EXIF, GPS position, thumbnail or
 * comment of the camera survives. The reader skips pixels while decoding as long as the result
 * stays above the wanted size, which is several times faster than decoding all of them.
 *
 * @param sides how large the result is; a smaller picture is not enlarged
 * @param quality of the JPEG, in 0..1
 */
public record PicturePreparer(PictureSides sides, float quality) implements Serializable {
  public PicturePreparer {
    if (!(quality > 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality is not in 0..1: " + quality);
    }
  }

  /** One that makes every picture as large as this, in pixels of its longer side. */
  public PicturePreparer(int longerSide, float quality) {
    this((width, height) -> longerSide, quality);
  }

  /** The picture cannot be decoded here, although the gate could read it, or is too large. */
  public static final class UnpreparedPictureException extends Exception {
    private static final long serialVersionUID = 1;

    UnpreparedPictureException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  public PreparedPicture prepare(Picture picture) throws UnpreparedPictureException {
    PreparedPicture prepared = made(picture);
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

  private PreparedPicture made(Picture picture) throws UnpreparedPictureException {
    int side = sides.longerSide(picture.width(), picture.height());
    try {
      BufferedImage source =
          picture.encoding() == Picture.Encoding.JPEG ? decode(picture, side) : fromRgb(picture);
      BufferedImage scaled = scale(source, picture.width(), picture.height(), side);
      return new PreparedPicture(encode(scaled), scaled.getWidth(), scaled.getHeight());
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw unchecked exceptions of many kinds on damaged files.
      throw new UnpreparedPictureException(
          "cannot prepare a %s of %dx%d for the cloud"
              .formatted(picture.encoding(), picture.width(), picture.height()),
          e);
    }
  }

  private static BufferedImage decode(Picture picture, int side) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    ImageReader reader = readers.next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture.bytes()))) {
      reader.setInput(input, true, true);
      var param = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(picture.width(), picture.height()) / (2 * side));
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage fromRgb(Picture picture) {
    var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[picture.width()];
    byte[] bytes = picture.bytes();
    int at = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = (bytes[at++] & 0xFF) << 16 | (bytes[at++] & 0xFF) << 8 | (bytes[at++] & 0xFF);
      }
      image.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return image;
  }

  private static BufferedImage scale(BufferedImage source, int width, int height, int side) {
    double factor = Math.min(1, (double) side / Math.max(width, height));
    var target =
        new BufferedImage(
            Math.max(1, (int) Math.round(width * factor)),
            Math.max(1, (int) Math.round(height * factor)),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(source, 0, 0, target.getWidth(), target.getHeight(), null);
    graphics.dispose();
    return target;
  }

  private byte[] encode(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream(16 * 1024);
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
