package dev.vedette.djl;

import static dev.vedette.djl.CameraEvents.golden;
import static dev.vedette.djl.CameraEvents.jpeg;
import static dev.vedette.djl.CameraEvents.rgb;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Event;
import dev.vedette.core.gate.Judgement;
import dev.vedette.core.watch.DeviceScope;
import dev.vedette.core.watch.Point;
import dev.vedette.core.watch.Polygon;
import dev.vedette.core.watch.WatchRule;
import dev.vedette.core.watch.WatchRules;
import dev.vedette.djl.artefact.PictureInput;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of a device hide, its gate does not see. */
class HiddenPartsTest {
  private static final DeviceScope THIS_CAMERA = new DeviceScope("acme", "*", "cam1");
  private static final Polygon ASTRONAUT = box(0, 0, 0.8, 1);
  private static final Polygon WALL = box(0.8, 0, 1, 1);

  /** Held open, so that each test opens them in milliseconds. */
  private static final List<EmbeddedGate> IN_MEMORY = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    IN_MEMORY.add(EmbeddedGates.open(source("face", WatchRules.NONE)));
    IN_MEMORY.add(EmbeddedGates.open(source("person", WatchRules.NONE)));
  }

  @AfterAll
  static void close() {
    IN_MEMORY.forEach(EmbeddedGate::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"face", "person"})
  void somebodyBehindAMaskIsNotSeen(String gate) throws Exception {
    for (Event event : List.of(besideAWall(true), besideAWall(false))) {
      assertThat(judge(gate, WatchRules.NONE, event).positive()).isTrue();
      assertThat(judge(gate, masking(THIS_CAMERA, ASTRONAUT), event).positive()).isFalse();
      assertThat(judge(gate, masking(THIS_CAMERA, WALL), event).positive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"face", "person"})
  void onlyWhoIsInAZoneIsSeen(String gate) throws Exception {
    for (Event event : List.of(besideAWall(true), besideAWall(false))) {
      assertThat(judge(gate, showing(ASTRONAUT), event).positive()).isTrue();
      assertThat(judge(gate, showing(WALL), event).positive()).isFalse();
    }
  }

  @Test
  void theRulesOfOtherDevicesHideNothing() throws Exception {
    var others = masking(new DeviceScope("acme", "*", "cam2"), ASTRONAUT);
    assertThat(judge("face", others, besideAWall(true)))
        .isEqualTo(judge("face", WatchRules.NONE, besideAWall(true)));
  }

  @Test
  void anEditionOfAGateSeesTheSame() throws Exception {
    try (EmbeddedGate serving =
            EmbeddedGates.open(source("face", masking(THIS_CAMERA, ASTRONAUT)));
        EmbeddedGate released = serving.inEdition(new Edition("9.9.9", null, null));
        EmbeddedGate another =
            EmbeddedGates.openAnother(
                    serving.artefactId(),
                    source("face", masking(THIS_CAMERA, ASTRONAUT)).at("anywhere"))
                .orElseThrow()) {
      double score = score(serving, besideAWall(true));
      assertThat(score).isLessThan(serving.thresholds().usual());
      assertThat(score(released, besideAWall(true))).isEqualTo(score);
      assertThat(score(another, besideAWall(true))).isEqualTo(score);
    }
  }

  /** Sizes that are shrunk by 1, 2, 4 and 8 while they are decoded, enlarged, or neither. */
  @ParameterizedTest
  @CsvSource({"128,128", "224,96", "640,480", "480,640", "1312,736", "2016,1504", "64,32"})
  void nothingOfWhatIsHiddenIsInTheNetworksSquare(int width, int height) throws Exception {
    for (boolean asJpeg : new boolean[] {true, false}) {
      // The secret ends with a block of the camera's JPEG, so that this spills nothing.
      int end = width * 2 / 5 / 16 * 16;
      Event event = event(whiteUpTo(end, width, height), asJpeg);
      byte[] masked = squares(masking(THIS_CAMERA, box(0, 0, (double) end / width, 1)), event);
      assertThat(extent(squares(WatchRules.NONE, event))[1]).as("it was there").isPositive();
      assertThat(brightest(masked)).isLessThan(3);
    }
  }

  /**
   * A pixel of the square more than what hidden pixels are blended into would be lost for no good.
   */
  @ParameterizedTest
  @CsvSource({"128,128,0", "641,481,2", "481,641,2", "1999,1501,2", "60,31,4"})
  void whatIsShownIsLeftAsItIs(int width, int height, int blended) throws Exception {
    for (boolean asJpeg : new boolean[] {true, false}) {
      Event event = event(whiteUpTo(width, width, height), asJpeg);
      int[] shown = extent(squares(WatchRules.NONE, event));
      int[] left = extent(squares(masking(THIS_CAMERA, box(0, 0, 0.5, 1)), event));
      int middle = (shown[0] + shown[1] + 1) / 2;
      assertThat(left[0]).as("first column").isBetween(middle, middle + blended);
      assertThat(left[1]).as("last column").isEqualTo(shown[1]);
      assertThat(new int[] {left[2], left[3]}).containsExactly(shown[2], shown[3]);
    }
  }

  @Test
  void theOthersInABatchAreNotTouched() throws Exception {
    WatchRules rules = masking(THIS_CAMERA, ASTRONAUT);
    Event wide = besideAWall(false);
    Event square = jpeg(golden("astronaut.jpg"));
    byte[] both = squares(rules, wide, square);
    assertThat(both).startsWith(squares(rules, wide)).endsWith(squares(rules, square));
  }

  private static BufferedImage whiteUpTo(int column, int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.fillRect(0, 0, column, height);
    graphics.dispose();
    return picture;
  }

  private static int brightest(byte[] square) {
    int most = 0;
    for (byte value : square) {
      most = Math.max(most, value & 0xFF);
    }
    return most;
  }

  /** First and last column and row with anything but black. */
  private static int[] extent(byte[] square) {
    int side = (int) Math.round(Math.sqrt(square.length / 3.0));
    int[] extent = {side, -1, side, -1};
    for (int i = 0; i < square.length; i++) {
      if ((square[i] & 0xFF) > 127) {
        int x = i / 3 % side;
        int y = i / 3 / side;
        extent[0] = Math.min(extent[0], x);
        extent[1] = Math.max(extent[1], x);
        extent[2] = Math.min(extent[2], y);
        extent[3] = Math.max(extent[3], y);
      }
    }
    return extent;
  }

  /** What the network would see. */
  private static byte[] squares(WatchRules rules, Event... events) throws Exception {
    try (GateSession session = EmbeddedGates.openSession(source("face", rules))) {
      ByteBuffer batch = session.newBatch(events.length);
      var pictures = new Pictures(session, (PictureInput) session.manifest().input());
      for (Event event : events) {
        assertThat(pictures.read(event, batch)).isEmpty();
      }
      byte[] squares = new byte[batch.capacity()];
      batch.flip().get(squares);
      return squares;
    }
  }

  private static Judgement judge(String name, WatchRules rules, Event event) throws Exception {
    try (EmbeddedGate gate = EmbeddedGates.open(source(name, rules))) {
      return (Judgement) gate.judge(List.of(event)).get(0);
    }
  }

  private static double score(EmbeddedGate gate, Event event) {
    return ((Judgement) gate.judge(List.of(event)).get(0)).score();
  }

  private static GateSource source(String gate, WatchRules rules) {
    return GateSource.of(GateCopy.ORIGINAL.resolveSibling(gate).toString()).watching(rules);
  }

  /** The astronaut at the left of a wider picture, beside a grey wall. */
  private static Event besideAWall(boolean asJpeg) throws Exception {
    BufferedImage astronaut = ImageIO.read(new ByteArrayInputStream(golden("astronaut.jpg")));
    int side = astronaut.getWidth();
    var scene = new BufferedImage(side * 5 / 4, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scene.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, scene.getWidth(), side);
    graphics.drawImage(astronaut, 0, 0, null);
    graphics.dispose();
    return event(scene, asJpeg);
  }

  private static Event event(BufferedImage image, boolean asJpeg) throws Exception {
    if (asJpeg) {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      return jpeg(out.toByteArray());
    }
    byte[] bytes = new byte[3 * image.getWidth() * image.getHeight()];
    for (int i = 0; i < bytes.length / 3; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      bytes[3 * i] = (byte) (rgb >> 16);
      bytes[3 * i + 1] = (byte) (rgb >> 8);
      bytes[3 * i + 2] = (byte) rgb;
    }
    return rgb(bytes, image.getWidth(), image.getHeight());
  }

  private static WatchRules masking(DeviceScope scope, Polygon mask) {
    return new WatchRules(Map.of(scope, new WatchRule(null, List.of(mask), null, null, null)));
  }

  private static WatchRules showing(Polygon zone) {
    return new WatchRules(
        Map.of(THIS_CAMERA, new WatchRule(List.of(zone), null, null, null, null)));
  }

  private static Polygon box(double left, double top, double right, double bottom) {
    return new Polygon(
        List.of(
            new Point(left, top),
            new Point(right, top),
            new Point(right, bottom),
            new Point(left, bottom)));
  }
}
