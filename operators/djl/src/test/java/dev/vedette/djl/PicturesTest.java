package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.golden;
import static dev.vedette.djl.CameraEvents.jpeg;
import static dev.vedette.djl.CameraEvents.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.DeadLetterReason;
import dev.vedette.core.event.Event;
import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Finding;
import dev.vedette.core.gate.Judgement;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PicturesTest {
  private static final GateSource FACE = GateSource.of(GateCopy.ORIGINAL.toString());

  private EmbeddedGate gate;
  private Event astronaut;
  private Event chelsea;

  @BeforeEach
  void open() throws Exception {
    gate = EmbeddedGates.open(FACE);
    astronaut = jpeg(golden("astronaut.jpg"));
    chelsea = jpeg(golden("chelsea.jpg"));
  }

  @AfterEach
  void close() {
    gate.close();
  }

  @Test
  void aFaceIsPositiveAndACatIsNot() {
    List<Finding> findings = gate.judge(List.of(astronaut, chelsea));

    Judgement face = (Judgement) findings.get(0);
    assertThat(face.gate()).isEqualTo("face@1.1.0");
    assertThat(face.variant()).isEqualTo(gate.ladder().variantFor(2));
    assertThat(face.label()).isEqualTo("face");
    assertThat(face.score()).isGreaterThan(gate.thresholds().usual());
    assertThat(face.positive()).isTrue();
    assertThat(((Judgement) findings.get(1)).positive()).isFalse();
  }

  @Test
  void nothingToJudgeIsNothingFound() {
    assertThat(gate.judge(List.of())).isEmpty();
  }

  @Test
  void theThresholdOfTheJobCountsMore() throws Exception {
    try (EmbeddedGate lenient = EmbeddedGates.open(FACE.withThreshold(0.1))) {
      assertThat(((Judgement) lenient.judge(List.of(chelsea)).get(0)).positive()).isTrue();
    }
  }

  @Test
  void whatIsNoJpegIsUnreadableAndTheOthersAreJudged() {
    Event text = jpeg("not a picture at all".getBytes(StandardCharsets.UTF_8), 640, 480);
    Event empty = jpeg(new byte[0], 640, 480);
    byte[] whole = astronaut.picture().bytes();
    Event truncated = jpeg(Arrays.copyOf(whole, whole.length / 2), 512, 512);

    List<Finding> findings = gate.judge(List.of(astronaut, text, chelsea, empty, truncated));

    assertThat(findings.get(0)).isEqualTo(gate.judge(List.of(astronaut, chelsea)).get(0));
    assertThat(findings.get(2)).isEqualTo(gate.judge(List.of(astronaut, chelsea)).get(1));
    for (int i : new int[] {1, 3, 4}) {
      var unreadable = (Finding.Unreadable) findings.get(i);
      assertThat(unreadable.objection().reason()).isEqualTo(DeadLetterReason.NOT_A_PICTURE);
      assertThat(unreadable.objection().detail()).isNotBlank().doesNotContain("\n");
    }
  }

  @Test
  void aBatchOfNothingReadableAsksTheNetworkNothing() {
    assertThat(gate.judge(List.of(jpeg(new byte[] {1}, 16, 16))))
        .singleElement()
        .isInstanceOf(Finding.Unreadable.class);
  }

  @Test
  void longListsAreSplitAndKeepTheirOrder() throws Exception {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      events.add(i % 3 == 0 ? astronaut : chelsea);
    }
    try (EmbeddedGate small = EmbeddedGates.open(FACE.withMaxBatch(4))) {
      List<Finding> findings = small.judge(events);

      assertThat(findings).hasSize(11);
      for (int i = 0; i < 11; i++) {
        assertThat(((Judgement) findings.get(i)).positive()).isEqualTo(i % 3 == 0);
      }
    }
  }

  @Test
  void pixelsOfTheRightSizeAreTakenAsTheyAre() throws Exception {
    try (GateSession session = EmbeddedGates.openSession(FACE)) {
      ByteBuffer batch = session.newBatch(1);
      Picture picture = astronaut.picture();
      assertThat(
              session.decode(
                  picture.bytes(), session.ratioFor(picture.width(), picture.height()), batch))
          .isEmpty();
      byte[] pixels = new byte[batch.capacity()];
      batch.flip().get(pixels);

      Finding fromPixels = gate.judge(List.of(rgb(pixels, 128, 128))).get(0);

      assertThat(fromPixels).isEqualTo(gate.judge(List.of(astronaut)).get(0));
    }
  }

  @Test
  void pixelsOfAnotherSizeScoreLikeTheJpeg() throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(astronaut.picture().bytes()));
    byte[] pixels = new byte[image.getWidth() * image.getHeight() * 3];
    for (int i = 0; i < pixels.length / 3; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      pixels[3 * i] = (byte) (rgb >> 16);
      pixels[3 * i + 1] = (byte) (rgb >> 8);
      pixels[3 * i + 2] = (byte) rgb;
    }

    var fromPixels =
        (Judgement) gate.judge(List.of(rgb(pixels, image.getWidth(), image.getHeight()))).get(0);

    var fromJpeg = (Judgement) gate.judge(List.of(astronaut)).get(0);
    assertThat(fromPixels.score()).isCloseTo(fromJpeg.score(), within(0.06));
  }

  @Test
  void theDecoderShrinksAsFarAsTheNetworkAllows() throws Exception {
    try (GateSession session = EmbeddedGates.openSession(FACE)) {
      assertThat(session.ratioFor(1280, 720)).isEqualTo(8);
      assertThat(session.ratioFor(1024, 10)).isEqualTo(8);
      assertThat(session.ratioFor(640, 480)).isEqualTo(4);
      assertThat(session.ratioFor(480, 640)).isEqualTo(4);
      assertThat(session.ratioFor(255, 255)).isEqualTo(2);
      assertThat(session.ratioFor(254, 254)).isEqualTo(1);
      assertThat(session.ratioFor(16, 16)).isEqualTo(1);
    }
  }
}
