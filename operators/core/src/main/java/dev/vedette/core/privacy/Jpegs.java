package dev.vedette.core.privacy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG files of pictures that were drawn here, with nothing in them but the pixels. */
public final class Jpegs {
  private Jpegs() {}

  /**
   * The writer takes the bytes of a {@code TYPE_3BYTE_BGR} as they are: 1.1 ms for 336x252, where
   * pixels in ints take it 1.75, for the same file.
   *
   * @param image of {@code TYPE_3BYTE_BGR} or {@code TYPE_INT_RGB}
   * @param quality in 0..1
   */
  public static byte[] encode(BufferedImage image, float quality) throws IOException {
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
