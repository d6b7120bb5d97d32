package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.golden;
import static dev.vedette.djl.CameraEvents.jpeg;
import static dev.vedette.djl.CameraEvents.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.gate.Region;
import dev.vedette.core.gate.Thresholds;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate that says where it sees somebody says so of the picture, whatever its shape. */
class RegionsTest {
  private static final GateSource PERSON = GateSource.of(GateCopy.PERSON.toString());

  /** Held open, so that each test opens it in milliseconds. */
  private static EmbeddedGate gate;

  private static BufferedImage astronaut;

  @BeforeAll
  static void open() throws Exception {
    gate = EmbeddedGates.open(PERSON);
    astronaut = ImageIO.read(new ByteArrayInputStream(golden("astronaut.jpg")));
  }

  @AfterAll
  static void close() {
    gate.close();
  }

  /** Where the astronaut, square herself, is put into a grey scene; wide, tall, shrunk and odd. */
  @ParameterizedTest
  @CsvSource({
    "640, 320, 0, 0, 320",
    "640, 320, 320, 0, 320",
    "320, 640, 0, 320, 320",
    "1281, 721, 561, 0, 720",
    "1999, 1001, 999, 1, 1000"
  })
  void itIsWhereSomebodyIsPutInThePicture(int width, int height, int x, int y, int side)
      throws Exception {
    for (boolean asJpeg : new boolean[] {true, false}) {
      Judgement judgement = judge(gate, scene(width, height, x, y, side, asJpeg));
      Region region = judgement.region();

      assertThat(judgement.positive()).isTrue();
      assertThat(region).isNotNull();
      // Her face is there in the picture of her; around it is what else is seen of her.
      double faceX = (x + 0.43 * side) / width;
      double faceY = (y + 0.22 * side) / height;
      assertThat(region.left()).isLessThan(faceX);
      assertThat(region.right()).isGreaterThan(faceX);
      assertThat(region.top()).isLessThan(faceY);
      assertThat(region.bottom()).isGreaterThan(faceY);
      assertThat(region.left()).isGreaterThan((x - 0.1 * side) / width);
      assertThat(region.right()).isLessThan((x + 1.1 * side) / width);
      assertThat(region.top()).isGreaterThan((y - 0.1 * side) / height);
      assertThat(region.bottom()).isLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8-onednn", "int8-onnx", "int8-weights", "float32"})
  void everyVariantSaysTheSameWithinItsTolerance(String variant) throws Exception {
    Region usual = judge(gate, jpeg(golden("astronaut.jpg"))).region();
    try (EmbeddedGate one = EmbeddedGates.open(PERSON.withVariant(variant))) {
      Region region = judge(one, jpeg(golden("astronaut.jpg"))).region();

      assertThat(region.left()).isCloseTo(usual.left(), within(0.1));
      assertThat(region.top()).isCloseTo(usual.top(), within(0.1));
      assertThat(region.right()).isCloseTo(usual.right(), within(0.1));
      assertThat(region.bottom()).isCloseTo(usual.bottom(), within(0.1));
    }
  }

  @Test
  void eachOfABatchHasItsOwn() throws Exception {
    Event left = scene(640, 320, 0, 0, 320, true);
    Event nobody = jpeg(golden("coffee.jpg"));
    Event unreadable = jpeg(new byte[] {1}, 16, 16);
    Event right = scene(640, 320, 320, 0, 320, true);

    var findings = gate.judge(List.of(left, unreadable, nobody, right));

    assertThat(((Judgement) findings.get(0)).region().right()).isLessThan(0.55);
    assertThat(((Judgement) findings.get(2)).region()).isNull();
    assertThat(((Judgement) findings.get(3)).region().left()).isGreaterThan(0.45);
  }

  @Test
  void anotherHeadChangesNothingOfIt() throws Exception {
    var always = new Head(new double[192], 4, 4, 0, 0, Thresholds.of(0.5));
    try (EmbeddedGate taught = gate.inEdition(new Edition("2", always, null))) {
      Event event = jpeg(golden("astronaut.jpg"));

      assertThat(judge(taught, event).score()).isNotEqualTo(judge(gate, event).score());
      assertThat(judge(taught, event).region()).isEqualTo(judge(gate, event).region());
    }
  }

  @Test
  void aGateThatDoesNotSayWhereLeavesItOpen() throws Exception {
    try (EmbeddedGate face = EmbeddedGates.open(GateSource.of(GateCopy.ORIGINAL.toString()))) {
      Judgement judgement = judge(face, jpeg(golden("astronaut.jpg")));

      assertThat(judgement.positive()).isTrue();
      assertThat(judgement.region()).isNull();
    }
  }

  private static Judgement judge(EmbeddedGate gate, Event event) {
    return (Judgement) gate.judge(List.of(event)).get(0);
  }

  private static Event scene(int width, int height, int x, int y, int side, boolean asJpeg)
      throws Exception {
    var scene = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scene.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(astronaut, x, y, side, side, null);
    graphics.dispose();
    if (asJpeg) {
      var out = new ByteArrayOutputStream();
      ImageIO.write(scene, "jpeg", out);
      return jpeg(out.toByteArray());
    }
    byte[] bytes = new byte[3 * width * height];
    for (int i = 0; i < bytes.length / 3; i++) {
      int pixel = scene.getRGB(i % width, i / width);
      bytes[3 * i] = (byte) (pixel >> 16);
      bytes[3 * i + 1] = (byte) (pixel >> 8);
      bytes[3 * i + 2] = (byte) pixel;
    }
    return rgb(bytes, width, height);
  }
}
