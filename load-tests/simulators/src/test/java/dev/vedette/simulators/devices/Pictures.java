package dev.vedette.simulators.devices;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;

/** Small pictures for tests, and what can be seen in them. */
final class Pictures {
  private Pictures() {}

  static BufferedImage plain(Color colour, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  static byte[] jpeg(Color colour) {
    return Jpeg.encode(plain(colour, 32, 32));
  }

  /** A red frame and a green one, for ever. */
  static Clip clip(Path dir) throws IOException {
    Files.write(dir.resolve("1.jpg"), jpeg(Color.RED));
    Files.write(dir.resolve("2.jpg"), jpeg(Color.GREEN));
    return Clip.read(dir, Long.MAX_VALUE);
  }

  /** The nearest of some plain colours, as JPEG does not keep them exactly. */
  static String colourAt(byte[] jpeg, int x, int y) throws IOException {
    int rgb = ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(x, y);
    String channels = "";
    channels += (rgb >> 16 & 0xFF) > 127 ? "r" : "";
    channels += (rgb >> 8 & 0xFF) > 127 ? "g" : "";
    channels += (rgb & 0xFF) > 127 ? "b" : "";
    return channels.isEmpty() ? "black" : channels;
  }

  /** A patch of an animated GIF. */
  record Patch(BufferedImage image, int x, int y, String disposal) {}

  static void gif(Path file, List<Patch> patches) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (var output = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(output);
      writer.prepareWriteSequence(null);
      for (Patch patch : patches) {
        var type = ImageTypeSpecifier.createFromRenderedImage(patch.image());
        IIOMetadata metadata = writer.getDefaultImageMetadata(type, null);
        String format = metadata.getNativeMetadataFormatName();
        var root = new IIOMetadataNode(format);
        root.appendChild(
            node(
                "ImageDescriptor",
                "imageLeftPosition",
                "" + patch.x(),
                "imageTopPosition",
                "" + patch.y(),
                "imageWidth",
                "" + patch.image().getWidth(),
                "imageHeight",
                "" + patch.image().getHeight(),
                "interlaceFlag",
                "FALSE"));
        root.appendChild(
            node(
                "GraphicControlExtension",
                "disposalMethod",
                patch.disposal(),
                "userInputFlag",
                "FALSE",
                "transparentColorFlag",
                "FALSE",
                "delayTime",
                "10",
                "transparentColorIndex",
                "0"));
        metadata.mergeTree(format, root);
        writer.writeToSequence(new IIOImage(patch.image(), null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadataNode node(String name, String... attributes) {
    var node = new IIOMetadataNode(name);
    for (int i = 0; i < attributes.length; i += 2) {
      node.setAttribute(attributes[i], attributes[i + 1]);
    }
    return node;
  }
}
