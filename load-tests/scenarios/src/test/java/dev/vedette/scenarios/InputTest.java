package dev.vedette.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Picture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InputTest {
  @Test
  void theFileIsOfACamerasUsualSize() {
    Picture picture = Input.JPEG.picture();
    JpegSize size = JpegSize.scan(picture.bytes()).orElseThrow();
    assertThat(size.width()).isEqualTo(640);
    assertThat(size.height()).isEqualTo(480);
    assertThat(picture.bytes().length).isBetween(40_000, 60_000);
  }

  @Test
  void thePixelsAreWhatTheGateSees() {
    assertThat(Input.RGB8.picture().bytes()).hasSize(128 * 128 * 3);
  }

  @Test
  void theWholeFrameHasEveryPixelOfTheFile() {
    Picture picture = Input.RGB8_WHOLE.picture();
    assertThat(picture.width()).isEqualTo(640);
    assertThat(picture.bytes()).hasSize(640 * 480 * 3);
  }

  @Test
  void everyInputHasATopicOfItsOwn() {
    assertThat(Arrays.stream(Input.values()).map(Input::topic)).doesNotHaveDuplicates();
  }
}
