package dev.vedette.core.privacy;

import static dev.vedette.core.watch.Shapes.box;
import static dev.vedette.core.watch.Shapes.masks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Region;
import dev.vedette.core.watch.Crop;
import dev.vedette.core.watch.View;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseUpTest {
  private static final Crop WHOLE = new Crop(0, 0, 1_000, 500);

  @Test
  void aQuarterOfTheRegionIsLeftOnEachSide() {
    assertThat(new CloseUp(10).of(WHOLE, new Region(0.4, 0.4, 0.6, 0.6), 1_000, 500))
        .isEqualTo(new Crop(350, 175, 300, 150));
  }

  @Test
  void aSmallRegionKeepsAsManyPixelsAsAreWorthSending() {
    assertThat(new CloseUp(336).of(WHOLE, new Region(0.49, 0.48, 0.51, 0.52), 1_000, 500))
        .isEqualTo(new Crop(332, 82, 336, 336));
  }

  @Test
  void atAnEdgeItIsMovedAndNotCut() {
    assertThat(new CloseUp(200).of(WHOLE, new Region(0, 0.9, 0.02, 1), 1_000, 500))
        .isEqualTo(new Crop(0, 300, 200, 200));
  }

  @Test
  void whereThereAreFewerPixelsAllOfThemAreLeft() {
    assertThat(new CloseUp(336).of(new Crop(0, 0, 64, 48), new Region(0, 0, 0.1, 0.1), 64, 48))
        .isEqualTo(new Crop(0, 0, 64, 48));
  }

  @Property
  void itStaysInThePartThatMayBeShownAndHoldsWhatOfTheRegionIsThere(
      @ForAll @IntRange(min = 1, max = 4_000) int width,
      @ForAll @IntRange(min = 1, max = 4_000) int height,
      @ForAll @IntRange(min = 1, max = 1_000) int least,
      @ForAll @DoubleRange(max = 1) double a,
      @ForAll @DoubleRange(max = 1) double b,
      @ForAll @DoubleRange(max = 1) double c,
      @ForAll @DoubleRange(max = 1) double d,
      @ForAll @DoubleRange(max = 0.9) double cut) {
    Region region =
        Region.within(Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)).orElse(null);
    if (region == null) {
      return;
    }
    int x = (int) (cut * width);
    Crop shown = new Crop(x, 0, width - x, height);

    Crop crop = new CloseUp(least).of(shown, region, width, height);

    assertThat(crop.x()).isGreaterThanOrEqualTo(shown.x());
    assertThat(crop.y()).isGreaterThanOrEqualTo(0);
    assertThat(crop.width()).isBetween(1, shown.width());
    assertThat(crop.height()).isBetween(1, shown.height());
    assertThat(crop.x() + crop.width()).isLessThanOrEqualTo(width);
    assertThat(crop.y() + crop.height()).isLessThanOrEqualTo(height);
    double left = Math.max(shown.x(), region.left() * width);
    double right = Math.max(shown.x(), region.right() * width);
    assertThat((double) crop.x()).isLessThanOrEqualTo(left + 0.5);
    assertThat((double) crop.x() + crop.width()).isGreaterThanOrEqualTo(right - 0.5);
    assertThat((double) crop.y()).isLessThanOrEqualTo(region.top() * height + 0.5);
    assertThat((double) crop.y() + crop.height())
        .isGreaterThanOrEqualTo(region.bottom() * height - 0.5);
  }

  /** Sizes at which every pixel, every second and every fifth is decoded of the whole. */
  @ParameterizedTest
  @CsvSource({"JPEG, 640, 480", "JPEG, 1600, 1200", "JPEG, 3500, 2001", "RGB8, 1601, 1207"})
  void whatLeavesIsWhatIsAroundTheRegion(Picture.Encoding encoding, int width, int height)
      throws Exception {
    var region = new Region(0.7, 0.6, 0.9, 0.9);
    PreparedPicture prepared = prepared(encoding, width, height, View.WHOLE, region);

    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(prepared.jpeg()));
    assertThat(seen.getWidth()).isEqualTo(prepared.width()).isLessThanOrEqualTo(336);
    assertThat((double) seen.getWidth() / seen.getHeight())
        .isCloseTo(0.3 * width / (0.45 * height), within(0.02));
    // The region is red, what is around it is blue, and it is two thirds of what leaves.
    for (double share : new double[] {0.22, 0.5, 0.78}) {
      assertThat(colour(seen, share, share).getRed()).isGreaterThan(200);
    }
    assertThat(colour(seen, 0.1, 0.1).getBlue()).isGreaterThan(200);
    assertThat(colour(seen, 0.9, 0.5).getBlue()).isGreaterThan(200);
  }

  @Test
  void aMaskIsBlackInItToo() throws Exception {
    var region = new Region(0.4, 0.4, 0.6, 0.6);
    PreparedPicture prepared =
        prepared(Picture.Encoding.JPEG, 1600, 1200, masks(box(0.5, 0, 1, 1)), region);

    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(prepared.jpeg()));
    assertThat(colour(seen, 0.4, 0.5).getRed()).isGreaterThan(200);
    assertThat(colour(seen, 0.6, 0.5).getRed()).isLessThan(50);
    assertThat(colour(seen, 0.9, 0.1).getBlue()).isLessThan(50);
  }

  @Test
  void aGateThatDoesNotSayWhereShowsAllOfIt() throws Exception {
    PreparedPicture prepared = prepared(Picture.Encoding.JPEG, 640, 480, View.WHOLE, null);

    assertThat(prepared.width()).isEqualTo(336);
    assertThat(prepared.height()).isEqualTo(252);
  }

  @Test
  void itShowsAnything() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CloseUp(0))
        .withMessage("leastSide < 1: 0");
  }

  /** A blue picture, red in the region; black where there is none. */
  private static PreparedPicture prepared(
      Picture.Encoding encoding, int width, int height, View view, Region region) throws Exception {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.BLUE);
    graphics.fillRect(0, 0, width, height);
    if (region != null) {
      graphics.setColor(Color.RED);
      graphics.fillRect(
          (int) (region.left() * width),
          (int) (region.top() * height),
          (int) (region.width() * width),
          (int) (region.height() * height));
    }
    graphics.dispose();
    var preparer = new PicturePreparer((wide, high) -> 336, 0.8f, new CloseUp(100));
    return preparer.prepare(
        new Picture(encoding, width, height, bytes(encoding, image)), view, region);
  }

  private static byte[] bytes(Picture.Encoding encoding, BufferedImage image) throws Exception {
    if (encoding == Picture.Encoding.JPEG) {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      return out.toByteArray();
    }
    byte[] bytes = new byte[3 * image.getWidth() * image.getHeight()];
    for (int i = 0; i < bytes.length / 3; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      bytes[3 * i] = (byte) (rgb >> 16);
      bytes[3 * i + 1] = (byte) (rgb >> 8);
      bytes[3 * i + 2] = (byte) rgb;
    }
    return bytes;
  }

  private static Color colour(BufferedImage image, double x, double y) {
    return new Color(
        image.getRGB((int) (x * (image.getWidth() - 1)), (int) (y * (image.getHeight() - 1))));
  }
}
