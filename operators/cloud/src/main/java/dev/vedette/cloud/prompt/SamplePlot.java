package dev.vedette.cloud.prompt;

import dev.vedette.core.event.Samples;
import dev.vedette.core.privacy.PreparedPicture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A sensor window as a small picture: a lane for each channel, from the top, time from left to
 * right, each lane from its least value to its greatest.
 *
 * <p>There are no words in it: a JDK on a server has no fonts, and the numbers are in the table.
 * Every row is drawn, so a spike that the table leaves out shows as one here.
 */
final class SamplePlot {
  private static final int WIDTH = 384;
  private static final int HEIGHT = 384;
  private static final int MARGIN = 4;
  private static final int MOST_CHANNELS = SampleTable.MOST_CHANNELS;
  private static final float QUALITY = 0.85f;

  private final Samples samples;
  private final Graphics2D graphics;

  private SamplePlot(Samples samples, Graphics2D graphics) {
    this.samples = samples;
    this.graphics = graphics;
  }

  /** The plot's size, and nothing in it. */
  static PreparedPicture blank() {
    return new PreparedPicture(new byte[0], WIDTH, HEIGHT);
  }

  static PreparedPicture of(Samples samples) {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      new SamplePlot(samples, graphics).draw();
    } finally {
      graphics.dispose();
    }
    return new PreparedPicture(jpeg(image), WIDTH, HEIGHT);
  }

  private void draw() {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    int lanes = Math.min(MOST_CHANNELS, samples.channels().size());
    double laneHeight = (double) HEIGHT / lanes;
    for (int channel = 0; channel < lanes; channel++) {
      double top = channel * laneHeight;
      if (channel > 0) {
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawLine(0, (int) top, WIDTH, (int) top);
      }
      graphics.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.setColor(Color.BLACK);
      graphics.draw(line(channel, top + MARGIN, laneHeight - 2 * MARGIN));
    }
  }

  /** A value that is no number leaves a gap. */
  private Path2D line(int channel, double top, double height) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < samples.rows(); row++) {
      double value = samples.at(row, channel);
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    var path = new Path2D.Double();
    boolean drawing = false;
    for (int row = 0; row < samples.rows(); row++) {
      double value = samples.at(row, channel);
      if (!Double.isFinite(value)) {
        drawing = false;
        continue;
      }
      double x = MARGIN + (WIDTH - 2.0 * MARGIN) * row / (samples.rows() - 1);
      double share = greatest > least ? (value - least) / (greatest - least) : 0.5;
      double y = top + height * (1 - share);
      if (drawing) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
        path.lineTo(x, y); // a dot, if nothing follows
        drawing = true;
      }
    }
    return path;
  }

  private static byte[] jpeg(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream(16 * 1024);
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory can always be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
