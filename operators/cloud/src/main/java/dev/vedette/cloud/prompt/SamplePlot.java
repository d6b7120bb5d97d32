package dev.vedette.cloud.prompt;

import dev.vedette.core.event.Samples;
import dev.vedette.core.privacy.Jpegs;
import dev.vedette.core.privacy.PreparedPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;

/**
 * A sensor window as a small picture: a lane for each channel, from the top, time from left to
 * right, each lane from its least value to its greatest.
 *
 * <p>There are no words in it: a JDK on a server has no fonts, and the numbers are in the table. No
 * row is left out, so a spike between two rows of the table shows as one here.
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
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    int lanes = Math.min(MOST_CHANNELS, samples.channels().size());
    for (int channel = 0; channel < lanes; channel++) {
      int top = channel * HEIGHT / lanes;
      int bottom = (channel + 1) * HEIGHT / lanes;
      if (channel > 0) {
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawLine(0, top, WIDTH, top);
      }
      graphics.setColor(Color.BLACK);
      draw(channel, top + MARGIN, bottom - 1 - MARGIN);
    }
  }

  /**
   * One lane: in each column of pixels all values that fall there as one stroke, and a line on to
   * the next, so that there are two strokes a column however many rows there are. A value that is
   * no number leaves a gap.
   */
  private void draw(int channel, int top, int bottom) {
    DoubleSummaryStatistics range =
        IntStream.range(0, samples.rows())
            .mapToDouble(row -> samples.at(row, channel))
            .filter(Double::isFinite)
            .summaryStatistics();
    double span = range.getMax() - range.getMin();
    var line = new Line();
    for (int row = 0; row < samples.rows(); row++) {
      double value = samples.at(row, channel);
      if (Double.isFinite(value)) {
        double share = span > 0 ? (value - range.getMin()) / span : 0.5;
        int x = MARGIN + (int) ((WIDTH - 1L - 2 * MARGIN) * row / (samples.rows() - 1));
        line.to(x, (int) Math.round(bottom - share * (bottom - top)));
      } else {
        line.end();
      }
    }
    line.end();
  }

  /** What is drawn from left to right. */
  private final class Line {
    private boolean begun;
    private int x;
    private int y;
    private int highest;
    private int lowest;

    void to(int nextX, int nextY) {
      if (begun && nextX == x) {
        highest = Math.min(highest, nextY);
        lowest = Math.max(lowest, nextY);
        y = nextY;
        return;
      }
      if (begun) {
        stroke(x, highest, x, lowest);
        stroke(x, y, nextX, nextY);
      }
      begun = true;
      x = nextX;
      y = nextY;
      highest = nextY;
      lowest = nextY;
    }

    void end() {
      if (begun) {
        stroke(x, highest, x, lowest);
        begun = false;
      }
    }

    /** Two pixels high, to outlast the encoding. */
    private void stroke(int fromX, int fromY, int toX, int toY) {
      graphics.drawLine(fromX, fromY, toX, toY);
      graphics.drawLine(fromX, fromY + 1, toX, toY + 1);
    }
  }

  private static byte[] jpeg(BufferedImage image) {
    try {
      return Jpegs.encode(image, QUALITY);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory can always be written", e);
    }
  }
}
