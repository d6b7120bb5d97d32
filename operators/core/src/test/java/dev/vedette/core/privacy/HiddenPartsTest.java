package dev.vedette.core.privacy;

import static dev.vedette.core.watch.Shapes.LEFT_HALF;
import static dev.vedette.core.watch.Shapes.box;
import static dev.vedette.core.watch.Shapes.masks;
import static dev.vedette.core.watch.Shapes.polygon;
import static dev.vedette.core.watch.Shapes.zones;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Picture;
import dev.vedette.core.watch.View;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No masked pixel leaves. What may not leave is pure red here, and what may is pure blue, so that
 * any mixture would be seen; a JPEG's own errors stay below the tolerance.
 */
class HiddenPartsTest {
  private static final int TOLERANCE = 40;

  private final PicturePreparer preparer = new PicturePreparer(336, 0.8f);

  /** Sizes at which nothing, every second and every fifth pixel is decoded. */
  @ParameterizedTest
  @CsvSource({
    "JPEG, 320, 240",
    "JPEG, 1600, 1200",
    "JPEG, 3500, 2001",
    "RGB8, 320, 240",
    "RGB8, 1601, 1207"
  })
  void aMaskIsBlackAndNothingOfItIsMixedIntoTheRest(
      Picture.Encoding encoding, int width, int height) throws Exception {
    // The secret fills the mask but for the pixels into which the camera's JPEG spills it.
    double edge = spilt(encoding) / width;
    var secret = box(0.3 + edge, 0.3 + edge, 0.6 - edge, 0.7 - edge);
    BufferedImage seen =
        prepared(
            encoding,
            width,
            height,
            secret.corners().get(0).x(),
            0.6 - edge,
            secret.corners().get(0).y(),
            0.7 - edge,
            masks(box(0.3, 0.3, 0.6, 0.7)));
    assertThat(seen.getWidth()).isEqualTo(Math.min(width, 336));
    assertThat(mostRed(seen)).isLessThan(TOLERANCE);
    assertThat(colour(seen, 0.45, 0.5).getBlue()).isLessThan(TOLERANCE);
    assertThat(colour(seen, 0.1, 0.1).getBlue()).isGreaterThan(255 - TOLERANCE);
    assertThat(colour(seen, 0.9, 0.9).getBlue()).isGreaterThan(255 - TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG, 320, 240, 160, 240",
    "JPEG, 1600, 1200, 224, 336",
    "JPEG, 3500, 2001, 294, 336",
    "RGB8, 1601, 1207, 223, 336"
  })
  void aZoneIsCutOut(Picture.Encoding encoding, int width, int height, int wide, int high)
      throws Exception {
    double edge = spilt(encoding) / width;
    BufferedImage seen = prepared(encoding, width, height, 0.5 + edge, 1, 0, 1, zones(LEFT_HALF));
    assertThat(seen.getWidth()).isEqualTo(wide);
    assertThat(seen.getHeight()).isEqualTo(high);
    assertThat(mostRed(seen)).isLessThan(TOLERANCE);
    assertThat(colour(seen, 0.05, 0.05).getBlue()).isGreaterThan(255 - TOLERANCE);
    assertThat(colour(seen, 0.95, 0.95).getBlue()).isGreaterThan(255 - TOLERANCE);
  }

  /** Of a zone that is no rectangle, and with a mask in it. */
  @ParameterizedTest
  @CsvSource({"JPEG, 1600, 1200", "RGB8, 401, 301"})
  void whatIsCutOutIsBlackOutsideOfTheZoneAndInTheMask(
      Picture.Encoding encoding, int width, int height) throws Exception {
    var view =
        new View(List.of(polygon(0.5, 0.5, 1, 0.5, 0.5, 1)), List.of(box(0.5, 0.5, 0.6, 0.6)));
    BufferedImage seen = prepared(encoding, width, height, 0, 0, 0, 0, view);
    assertThat(colour(seen, 0.1, 0.1).getBlue()).as("masked").isLessThan(TOLERANCE);
    assertThat(colour(seen, 0.3, 0.3).getBlue()).as("shown").isGreaterThan(255 - TOLERANCE);
    assertThat(colour(seen, 0.8, 0.8).getBlue()).as("outside").isLessThan(TOLERANCE);
    assertThat((double) seen.getWidth() / seen.getHeight())
        .isBetween(0.98 * width / height, 1.02 * width / height);
  }

  /** A part that begins somewhere in the picture, of which every third pixel is decoded. */
  @ParameterizedTest
  @CsvSource({"JPEG, 3500, 2001", "RGB8, 3500, 2001"})
  void aMaskIsWhereItIsAlsoInAPartOfALargePicture(Picture.Encoding encoding, int width, int height)
      throws Exception {
    double edge = spilt(encoding) / width;
    var view = new View(List.of(box(0.3, 0.3, 1, 1)), List.of(box(0.5, 0.5, 0.7, 0.7)));
    BufferedImage seen =
        prepared(encoding, width, height, 0.5 + edge, 0.7 - edge, 0.5 + edge, 0.7 - edge, view);
    assertThat(mostRed(seen)).isLessThan(TOLERANCE);
    assertThat(colour(seen, 0.27, 0.4).getBlue()).as("before it").isGreaterThan(255 - TOLERANCE);
    assertThat(colour(seen, 0.43, 0.43).getBlue()).as("in it").isLessThan(TOLERANCE);
    assertThat(colour(seen, 0.59, 0.4).getBlue()).as("behind it").isGreaterThan(255 - TOLERANCE);
    assertThat(colour(seen, 0.4, 0.59).getBlue()).as("below it").isGreaterThan(255 - TOLERANCE);
  }

  @ParameterizedTest
  @CsvSource({"JPEG, 640, 480", "RGB8, 64, 48"})
  void aZoneSmallerThanAPixelIsStillAPicture(Picture.Encoding encoding, int width, int height)
      throws Exception {
    BufferedImage seen =
        prepared(encoding, width, height, 0, 0, 0, 0, zones(box(0.9999, 0.9999, 1, 1)));
    assertThat(seen.getWidth()).isOne();
    assertThat(seen.getHeight()).isOne();
  }

  /** Pixels into which the camera's own encoding spills what is beside them; one is rounding. */
  private static double spilt(Picture.Encoding encoding) {
    return encoding == Picture.Encoding.JPEG ? 16 : 1;
  }

  /** A blue picture with a red part. */
  private BufferedImage prepared(
      Picture.Encoding encoding,
      int width,
      int height,
      double left,
      double right,
      double top,
      double bottom,
      View view)
      throws Exception {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.RED);
    int x = (int) (left * width);
    int y = (int) (top * height);
    graphics.fillRect(x, y, (int) (right * width) - x, (int) (bottom * height) - y);
    graphics.dispose();
    byte[] bytes = encoding == Picture.Encoding.JPEG ? jpeg(image) : rgb(image);
    PreparedPicture prepared =
        preparer.prepare(new Picture(encoding, width, height, bytes), view, null);
    return ImageIO.read(new ByteArrayInputStream(prepared.jpeg()));
  }

  private static byte[] jpeg(BufferedImage image) throws Exception {
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  private static byte[] rgb(BufferedImage image) {
    byte[] bytes = new byte[3 * image.getWidth() * image.getHeight()];
    for (int i = 0; i < bytes.length / 3; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      bytes[3 * i] = (byte) (rgb >> 16);
      bytes[3 * i + 1] = (byte) (rgb >> 8);
      bytes[3 * i + 2] = (byte) rgb;
    }
    return bytes;
  }

  private static int mostRed(BufferedImage image) {
    int most = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        most = Math.max(most, new Color(image.getRGB(x, y)).getRed());
      }
    }
    return most;
  }

  private static Color colour(BufferedImage image, double x, double y) {
    return new Color(image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight())));
  }
}
