package dev.vedette.simulators.devices;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.FileImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The frames of an animated GIF as one sees them.
 *
 * <p>Each picture in the file is a patch on a canvas, and says what becomes of its patch before the
 * next one is drawn: it stays, it is cleared, or what was there before comes back.
 */
final class GifFrames {
  private static final int MOST_PIXELS_A_SIDE = 8192;

  private GifFrames() {}

  static List<byte[]> read(Path file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (var input = new FileImageInputStream(file.toFile())) {
      reader.setInput(input);
      return compose(reader, file);
    } catch (UnreadablePicturesException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw unchecked exceptions of many kinds on damaged files.
      throw new UnreadablePicturesException(file, "a damaged GIF", e);
    } finally {
      reader.dispose();
    }
  }

  private static List<byte[]> compose(ImageReader reader, Path file) throws IOException {
    int count = reader.getNumImages(true);
    if (count == 0) {
      throw new UnreadablePicturesException(file, "a GIF without pictures");
    }
    BufferedImage canvas = canvas(reader, file);
    var frames = new ArrayList<byte[]>(count);
    for (int i = 0; i < count; i++) {
      IIOMetadata metadata = reader.getImageMetadata(i);
      Element root = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
      BufferedImage patch = reader.read(i);
      Element place = child(root, "ImageDescriptor");
      var area =
          new Rectangle(
              number(place, "imageLeftPosition"),
              number(place, "imageTopPosition"),
              patch.getWidth(),
              patch.getHeight());
      String disposal = text(child(root, "GraphicControlExtension"), "disposalMethod");
      BufferedImage before = disposal.equals("restoreToPrevious") ? copy(canvas) : null;
      draw(canvas, patch, area.x, area.y);
      frames.add(Jpeg.encode(canvas));
      if (before != null) {
        canvas = before;
      } else if (disposal.equals("restoreToBackgroundColor")) {
        clear(canvas, area);
      }
    }
    return frames;
  }

  private static BufferedImage canvas(ImageReader reader, Path file) throws IOException {
    IIOMetadata metadata = reader.getStreamMetadata();
    Element root = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
    Element screen = child(root, "LogicalScreenDescriptor");
    int width = number(screen, "logicalScreenWidth");
    int height = number(screen, "logicalScreenHeight");
    if (width < 1 || height < 1 || Math.max(width, height) > MOST_PIXELS_A_SIDE) {
      throw new UnreadablePicturesException(
          file, "a GIF of %dx%d, at most %d a side".formatted(width, height, MOST_PIXELS_A_SIDE));
    }
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  private static void draw(BufferedImage canvas, BufferedImage patch, int x, int y) {
    Graphics2D graphics = canvas.createGraphics();
    graphics.drawImage(patch, x, y, null);
    graphics.dispose();
  }

  private static void clear(BufferedImage canvas, Rectangle area) {
    // Not to the background colour that the file names: no viewer does that any more.
    Graphics2D graphics = canvas.createGraphics();
    graphics.setComposite(AlphaComposite.Clear);
    graphics.fill(area);
    graphics.dispose();
  }

  private static BufferedImage copy(BufferedImage image) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), image.getType());
    copy.setData(image.getRaster());
    return copy;
  }

  private static @Nullable Element child(Element root, String name) {
    return (Element) root.getElementsByTagName(name).item(0);
  }

  private static String text(@Nullable Element element, String attribute) {
    return element == null ? "" : element.getAttribute(attribute);
  }

  private static int number(@Nullable Element element, String attribute) {
    String text = text(element, attribute);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }
}
