package dev.vedette.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LetterBoxTest {
  @Test
  void aPictureOfTheRightSizeIsTakenAsItIs() {
    byte[] bytes = new byte[4 * 4 * 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }

    assertThat(fit(4, 4, 4, bytes)).isEqualTo(bytes);
  }

  @Test
  void aWidePictureGetsBlackAboveAndBelow() {
    byte[] white = white(8, 4);

    byte[] boxed = fit(4, 8, 4, white);

    assertThat(row(boxed, 4, 0)).containsOnly(0);
    assertThat(row(boxed, 4, 1)).containsOnly(-1);
    assertThat(row(boxed, 4, 2)).containsOnly(-1);
    assertThat(row(boxed, 4, 3)).containsOnly(0);
  }

  @Test
  void aTallPictureGetsBlackLeftAndRight() {
    byte[] boxed = fit(4, 4, 8, white(4, 8));

    for (int y = 0; y < 4; y++) {
      assertThat(row(boxed, 4, y)).containsExactly(0, 0, 0, -1, -1, -1, -1, -1, -1, 0, 0, 0);
    }
  }

  @Test
  void aPixelIsTheMeanOfThoseItCovers() {
    byte[] bytes = {10, 20, 30, 20, 30, 40, 30, 40, 50, 41, 51, 61};

    assertThat(fit(1, 2, 2, bytes)).containsExactly(25, 35, 45);
  }

  @Test
  void aSmallPictureIsEnlarged() {
    byte[] boxed = fit(4, 1, 1, new byte[] {7, 8, 9});

    assertThat(row(boxed, 4, 0)).containsExactly(7, 8, 9, 7, 8, 9, 7, 8, 9, 7, 8, 9);
    assertThat(row(boxed, 4, 3)).isEqualTo(row(boxed, 4, 0));
  }

  @Test
  void aSliverKeepsOnePixelOfWidth() {
    byte[] boxed = fit(4, 1, 1000, white(1, 1000));

    assertThat(row(boxed, 4, 2)).containsExactly(0, 0, 0, -1, -1, -1, 0, 0, 0, 0, 0, 0);
  }

  private static byte[] fit(int side, int width, int height, byte[] bytes) {
    ByteBuffer target = ByteBuffer.allocate(side * side * 3);
    new LetterBox(side).fit(new Picture(Picture.Encoding.RGB8, width, height, bytes), target);
    assertThat(target.hasRemaining()).isFalse();
    return target.array();
  }

  private static byte[] white(int width, int height) {
    byte[] bytes = new byte[width * height * 3];
    Arrays.fill(bytes, (byte) 255);
    return bytes;
  }

  private static byte[] row(byte[] picture, int side, int y) {
    return Arrays.copyOfRange(picture, y * side * 3, (y + 1) * side * 3);
  }
}
