package dev.vedette.core.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegsTest {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thePixelsDecideOnTheBytesAndNotHowTheyLieInMemory(boolean grey) throws Exception {
    byte[] bytes = Jpegs.encode(drawn(BufferedImage.TYPE_3BYTE_BGR, grey), 0.8f);
    assertThat(bytes).isEqualTo(Jpegs.encode(drawn(BufferedImage.TYPE_INT_RGB, grey), 0.8f));
  }

  private static BufferedImage drawn(int type, boolean grey) {
    var random = new Random(1);
    var image = new BufferedImage(161, 97, type);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 100; i++) {
      int shade = random.nextInt(256);
      graphics.setColor(grey ? new Color(shade, shade, shade) : new Color(random.nextInt(1 << 24)));
      graphics.fillRect(random.nextInt(161), random.nextInt(97), 40, 30);
    }
    graphics.dispose();
    return image;
  }
}
