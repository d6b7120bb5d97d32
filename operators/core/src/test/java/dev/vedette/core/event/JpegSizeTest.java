package dev.vedette.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegSizeTest {
  private static final int[] START = {0xFF, 0xD8};
  private static final int[] APP0 = {0xFF, 0xE0, 0, 4, 1, 2};

  @ParameterizedTest
  @ValueSource(ints = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA, 0xCF})
  void everyFrameHeaderTellsTheSize(int marker) {
    assertThat(JpegSize.scan(bytes(START, APP0, frame(marker, 640, 480, 3))))
        .contains(new JpegSize(640, 480, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC4, 0xC8, 0xCC})
  void tablesAreNoFrameHeaders(int marker) {
    int[] table = {0xFF, marker, 0, 8, 9, 9, 9, 9, 9, 9};
    assertThat(JpegSize.scan(bytes(START, table, frame(0xC0, 31, 17, 1))))
        .contains(new JpegSize(31, 17, 1));
  }

  @Test
  void aPictureOfThisJdkIsRead() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(37, 21, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    assertThat(JpegSize.scan(out.toByteArray())).contains(new JpegSize(37, 21, 3));
  }

  @Test
  void fillBytesBeforeAMarkerAreSkipped() {
    int[] fill = {0xFF, 0xFF, 0xFF};
    assertThat(JpegSize.scan(bytes(START, fill, APP0, fill, frame(0xC2, 640, 480, 3))))
        .contains(new JpegSize(640, 480, 3));
  }

  @Test
  void fourComponentsAreTold() {
    assertThat(JpegSize.scan(bytes(START, frame(0xC0, 640, 480, 4))))
        .contains(new JpegSize(640, 480, 4));
  }

  @Test
  void sidesAreUnsigned() {
    assertThat(JpegSize.scan(bytes(START, frame(0xC0, 65_535, 40_000, 1))))
        .contains(new JpegSize(65_535, 40_000, 1));
  }

  @Test
  void aFileCutOffBeforeTheFrameHeadersEndIsNoJpeg() {
    byte[] whole = bytes(START, APP0, frame(0xC0, 640, 480, 3));
    int header = START.length + APP0.length;
    for (int length = 0; length < header + 10; length++) {
      assertThat(JpegSize.scan(Arrays.copyOf(whole, length))).as("%d bytes", length).isEmpty();
    }
    assertThat(JpegSize.scan(Arrays.copyOf(whole, header + 10))).isPresent();
  }

  @Test
  void aScanOrAnEndBeforeAFrameHeaderIsNoJpeg() {
    int[] scan = {0xFF, 0xDA, 0, 4, 1, 2};
    int[] end = {0xFF, 0xD9, 0, 4, 1, 2};
    assertThat(JpegSize.scan(bytes(START, scan, frame(0xC0, 1, 1, 1)))).isEmpty();
    assertThat(JpegSize.scan(bytes(START, end, frame(0xC0, 1, 1, 1)))).isEmpty();
  }

  @Test
  void aSegmentShorterThanItsOwnLengthIsNoJpeg() {
    int[] broken = {0xFF, 0xE0, 0, 1, 1, 2};
    assertThat(JpegSize.scan(bytes(START, broken, frame(0xC0, 1, 1, 1)))).isEmpty();
  }

  @Test
  void aSegmentThatLeadsNowhereIsNoJpeg() {
    int[] far = {0xFF, 0xE0, 0xFF, 0xFF, 1, 2};
    assertThat(JpegSize.scan(bytes(START, far, frame(0xC0, 1, 1, 1)))).isEmpty();
  }

  @Test
  void otherFilesAreNoJpegs() {
    assertThat(JpegSize.scan(new byte[0])).isEmpty();
    assertThat(JpegSize.scan(bytes(new int[] {0x89, 'P', 'N', 'G', 13, 10, 26, 10}))).isEmpty();
  }

  @Property
  void noBytesMakeItFail(
      @ForAll byte[] tail, @ForAll @IntRange(min = 0xC0, max = 0xFF) int marker) {
    byte[] jpeg = bytes(START, new int[] {0xFF, marker});
    byte[] whole = Arrays.copyOf(jpeg, jpeg.length + tail.length);
    System.arraycopy(tail, 0, whole, jpeg.length, tail.length);
    assertThat(JpegSize.scan(whole)).isNotNull();
  }

  private static int[] frame(int marker, int width, int height, int components) {
    return new int[] {
      0xFF, marker, 0, 8 + 3 * components, 8, height >> 8, height, width >> 8, width, components
    };
  }

  private static byte[] bytes(int[]... parts) {
    var out = new ByteArrayOutputStream();
    for (int[] part : parts) {
      for (int one : part) {
        out.write(one);
      }
    }
    return out.toByteArray();
  }
}
