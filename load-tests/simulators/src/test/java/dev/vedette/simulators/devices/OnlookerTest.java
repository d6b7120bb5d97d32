package dev.vedette.simulators.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class OnlookerTest {
  private static final Scenery SCENERY = Scenery.of(5, 1).withSomeFarOff(0.5);

  @Test
  void itKnowsAPictureThatWasScaledAndWrittenAnew() throws Exception {
    Onlooker onlooker = SCENERY.onlooker();
    for (Scene scene : Scene.values()) {
      for (byte[] frame : SCENERY.frames(scene)) {
        assertThat(onlooker.test(smaller(frame))).as("%s", scene).isEqualTo(scene == Scene.FACE);
      }
    }
    assertThat(onlooker.seen()).isEqualTo(6 * 24);
  }

  @Test
  void itSeesWhoStaysFarOff() throws Exception {
    Onlooker onlooker = SCENERY.onlooker();
    for (Scene scene : Scene.QUIET) {
      for (byte[] frame : SCENERY.distantFrames(scene)) {
        assertThat(onlooker.test(smaller(frame))).as("%s", scene).isTrue();
      }
    }
  }

  @Test
  void someComeCloseAndSomeStayFarOffAndASeedSaysWho() {
    PictureSequence one = SCENERY.apply(0);
    PictureSequence same = Scenery.of(5, 1).withSomeFarOff(0.5).apply(0);
    Set<Integer> shown = new HashSet<>();
    for (long frame = 0; frame < 3000; frame++) {
      byte[] jpeg = one.frame(frame, Duration.ofMillis(frame * 200));
      assertThat(same.frame(frame, Duration.ofMillis(frame * 200))).isEqualTo(jpeg);
      shown.add(System.identityHashCode(jpeg));
    }
    assertThat(shown).hasSize(3 * 24);
  }

  @Test
  void aShareIsAShare() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCENERY.withSomeFarOff(1.5))
        .withMessageContaining("1.5");
  }

  @Test
  void whatIsNoPictureIsSaidToBeNone() {
    assertThatThrownBy(() -> SCENERY.onlooker().test(new byte[7]))
        .hasMessageContaining("not a picture: 7 bytes");
  }

  private static byte[] smaller(byte[] jpeg) throws IOException {
    BufferedImage whole = ImageIO.read(new ByteArrayInputStream(jpeg));
    var small = new BufferedImage(512, 384, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(whole, 0, 0, 512, 384, null);
    graphics.dispose();
    return Jpeg.encode(small);
  }
}
