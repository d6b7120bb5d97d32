package dev.vedette.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class DigitJsonTest {
  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    byte[] grey = Digit.drawn(5);

    Digit digit = DigitJson.read(DigitJson.write("event-5", grey));

    assertThat(digit.id()).isEqualTo("event-5");
    assertThat(digit.pixels()).isEqualTo(grey);
  }

  @Test
  void pixelsAreNumbersFromBlackToWhite() throws IOException {
    byte[] white = new byte[Digit.PIXELS];
    Arrays.fill(white, (byte) 255);

    byte[] json = DigitJson.write("event-1", white);

    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"event-1\",\"pixels\":[%s]}"
                .formatted(String.join(",", Collections.nCopies(Digit.PIXELS, "255"))));
  }

  @Test
  void anotherNumberOfPixelsIsRefused() {
    assertThatThrownBy(() -> DigitJson.read(json("1,2,3"))).hasMessageContaining("not 784 pixels");
    assertThatThrownBy(() -> DigitJson.read(json("1,".repeat(Digit.PIXELS) + "1")))
        .hasMessageContaining("more than 784 pixels");
  }

  @Test
  void aNumberThatIsNoPixelIsRefused() {
    assertThatThrownBy(() -> DigitJson.read(json("256")))
        .hasMessageContaining("a pixel is not in 0..255: 256");
  }

  @Test
  void aScoreIsWrittenWithItsId() {
    assertThat(new String(DigitJson.write(new Scored("event-2", 0.5f)), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\":\"event-2\",\"score\":0.5}");
  }

  @Test
  void bothContendersSeeTheSamePicture() {
    byte[] grey = Digit.drawn(3);

    assertThat(new Digit("event-3", grey).rgb())
        .isEqualTo(new Digit("event-3", Digit.rgbOf(grey)).rgb());
  }

  private static byte[] json(String pixels) {
    return "{\"id\":\"event-1\",\"pixels\":[%s]}"
        .formatted(pixels)
        .getBytes(StandardCharsets.UTF_8);
  }
}
