package dev.vedette.simulators.devices;

import dev.vedette.core.event.JpegSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture file as a JPEG: the file itself, if it is one. */
final class StillPicture {
  private StillPicture() {}

  static byte[] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (JpegSize.scan(bytes).isPresent()) {
      return bytes;
    }
    BufferedImage image;
    try {
      image = ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw unchecked exceptions of many kinds on damaged files.
      throw new UnreadablePicturesException(file, "a damaged picture", e);
    }
    if (image == null) {
      throw new UnreadablePicturesException(file, "not a picture");
    }
    return Jpeg.encode(image);
  }
}
