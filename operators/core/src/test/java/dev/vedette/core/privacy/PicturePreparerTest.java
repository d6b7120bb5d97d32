package dev.vedette.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import dev.vedette.core.privacy.PicturePreparer.UnpreparedPictureException;
import dev.vedette.core.watch.View;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturePreparerTest {
  private static final String SECRET = "N 47 22.10 E 8 32.50";

  private final PicturePreparer preparer = new PicturePreparer(336, 0.8f);

  @Test
  void nothingOfTheCamerasMetadataSurvives() throws Exception {
    byte[] tagged = withSegments(jpeg(640, 480));
    assertThat(text(tagged)).contains(SECRET);

    PreparedPicture prepared =
        preparer.prepare(new Picture(Picture.Encoding.JPEG, 640, 480, tagged), View.WHOLE, null);
    assertThat(text(prepared.jpeg())).doesNotContain(SECRET).doesNotContain("Exif");
    assertThat(JpegSize.scan(prepared.jpeg())).contains(new JpegSize(336, 252, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "640, 480, 336, 252",
    "480, 640, 252, 336",
    "337, 337, 336, 336",
    "3000, 16, 336, 2",
    "4000, 3000, 336, 252"
  })
  void aLargePictureIsMadeToFit(int width, int height, int wantedWidth, int wantedHeight)
      throws Exception {
    PreparedPicture prepared =
        preparer.prepare(
            new Picture(Picture.Encoding.JPEG, width, height, jpeg(width, height)),
            View.WHOLE,
            null);
    assertThat(prepared.width()).isEqualTo(wantedWidth);
    assertThat(prepared.height()).isEqualTo(wantedHeight);
    assertThat(JpegSize.scan(prepared.jpeg())).contains(new JpegSize(wantedWidth, wantedHeight, 3));
  }

  @Test
  void whatIsTooLargeToBeKeptDoesNotLeave() {
    var noise = new byte[3 * 1_500 * 1_500];
    new Random(7).nextBytes(noise);
    var picture = new Picture(Picture.Encoding.RGB8, 1_500, 1_500, noise);
    assertThatExceptionOfType(UnpreparedPictureException.class)
        .isThrownBy(() -> new PicturePreparer(1_500, 1).prepare(picture, View.WHOLE, null))
        .withMessageContaining("scaled to 1500x1500, 2097152 are the most");
  }

  @Test
  void aSmallPictureIsNotEnlarged() throws Exception {
    PreparedPicture prepared =
        preparer.prepare(
            new Picture(Picture.Encoding.JPEG, 100, 50, jpeg(100, 50)), View.WHOLE, null);
    assertThat(prepared.width()).isEqualTo(100);
    assertThat(prepared.height()).isEqualTo(50);
  }

  @Test
  void rgbRowsKeepTheirColoursAndTheirPlaces() throws Exception {
    byte[] rgb = new byte[32 * 16 * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      boolean left = i / 3 % 32 < 16;
      rgb[i] = (byte) (left ? 250 : 0);
      rgb[i + 2] = (byte) (left ? 0 : 250);
    }
    PreparedPicture prepared =
        preparer.prepare(new Picture(Picture.Encoding.RGB8, 32, 16, rgb), View.WHOLE, null);
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(prepared.jpeg()));
    assertThat(new Color(seen.getRGB(4, 8)).getRed()).isCloseTo(250, within(20));
    assertThat(new Color(seen.getRGB(4, 8)).getBlue()).isCloseTo(0, within(20));
    assertThat(new Color(seen.getRGB(28, 8)).getBlue()).isCloseTo(250, within(20));
  }

  @Test
  void greyPicturesArePreparedToo() throws Exception {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY), "jpeg", out);
    assertThat(
            preparer
                .prepare(
                    new Picture(Picture.Encoding.JPEG, 64, 64, out.toByteArray()), View.WHOLE, null)
                .width())
        .isEqualTo(64);
  }

  @Test
  void aDamagedPictureIsATypedException() throws IOException {
    byte[] whole = jpeg(640, 480);
    for (byte[] damaged :
        new byte[][] {new byte[0], {1, 2, 3}, Arrays.copyOf(whole, 20), noise(whole)}) {
      assertThatExceptionOfType(UnpreparedPictureException.class)
          .isThrownBy(
              () ->
                  preparer.prepare(
                      new Picture(Picture.Encoding.JPEG, 640, 480, damaged), View.WHOLE, null))
          .withMessage("cannot prepare a JPEG of 640x480 for the cloud");
    }
  }

  @Test
  void theBetterQualityIsTheLargerFile() throws Exception {
    var picture = new Picture(Picture.Encoding.JPEG, 640, 480, jpeg(640, 480));
    assertThat(new PicturePreparer(336, 0.9f).prepare(picture, View.WHOLE, null).jpeg().length)
        .isGreaterThan(
            new PicturePreparer(336, 0.3f).prepare(picture, View.WHOLE, null).jpeg().length);
  }

  @Test
  void sizesAndQualitiesThatShowNothingAreRefused() {
    assertThatThrownBy(() -> new PicturePreparer(16, 0)).hasMessage("quality is not in 0..1: 0.0");
    assertThatThrownBy(() -> new PicturePreparer(16, Float.NaN))
        .hasMessage("quality is not in 0..1: NaN");
  }

  /** The tables are gone, so not one pixel can be decoded. */
  private static byte[] noise(byte[] jpeg) {
    byte[] damaged = jpeg.clone();
    Arrays.fill(damaged, 4, 600, (byte) 0x55);
    return damaged;
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x * 7 << 16 | y * 5 << 8 | (x ^ y));
      }
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }

  /** With EXIF (APP1), a vendor's segment (APP13) and a comment behind the start of the file. */
  private static byte[] withSegments(byte[] jpeg) {
    var out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    segment(out, 0xE1, "Exif\0\0" + SECRET);
    segment(out, 0xED, SECRET);
    segment(out, 0xFE, SECRET);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static void segment(ByteArrayOutputStream out, int marker, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    out.write(0xFF);
    out.write(marker);
    out.write(bytes.length + 2 >> 8);
    out.write(bytes.length + 2);
    out.writeBytes(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
