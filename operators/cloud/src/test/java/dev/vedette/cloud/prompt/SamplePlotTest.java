package dev.vedette.cloud.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.JpegSize;
import dev.vedette.core.event.Samples;
import dev.vedette.core.privacy.PreparedPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SamplePlotTest {
  private static final int SIDE = SamplePlot.blank().width();

  @Test
  void itIsAJpegOfTheSizeThatIsPaidFor() {
    PreparedPicture plot = SamplePlot.of(channel(1, 2, 3));
    assertThat(JpegSize.scan(plot.jpeg())).contains(new JpegSize(SIDE, SIDE, 3));
    assertThat(SamplePlot.blank().height()).isEqualTo(SIDE);
  }

  @Test
  void aRisingLineGoesFromTheLowerLeftToTheUpperRight() throws Exception {
    BufferedImage plot = image(channel(0, 1, 2, 3));
    assertThat(heightOfLine(plot, 20)).isGreaterThan(SIDE * 0.85);
    assertThat(heightOfLine(plot, SIDE - 20)).isLessThan(SIDE * 0.15);
  }

  @Test
  void aSpikeBetweenTheRowsOfTheTableShows() throws Exception {
    var values = new float[20_000];
    values[10_000] = 99;
    BufferedImage plot = image(channel(values));
    int spike =
        IntStream.range(SIDE / 2 - 4, SIDE / 2 + 4)
            .map(x -> topOfLine(plot, x))
            .min()
            .orElseThrow();
    assertThat(spike).isLessThan(20);
    assertThat(topOfLine(plot, SIDE / 4)).isGreaterThan(SIDE - 20);
  }

  @Test
  void noisyRowsBeyondNumberAreStrokesFromTopToBottomOfTheirColumns() throws Exception {
    var noise = new float[1_000_000];
    var random = new Random(7);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }
    BufferedImage plot = image(channel(noise));
    for (int x = 10; x < SIDE - 10; x++) {
      assertThat(topOfLine(plot, x)).as("column %d", x).isLessThan(30);
      assertThat(isDark(plot, x, SIDE / 2)).as("column %d", x).isTrue();
    }
  }

  @Test
  void eachChannelHasALaneOfItsOwnFromTheTop() throws Exception {
    BufferedImage plot =
        image(new Samples(List.of("up", "flat"), 1, new float[] {0, 5, 1, 5, 2, 5}));
    assertThat(topOfLine(plot, SIDE - 12)).isLessThan(SIDE / 4);
    assertThat(isDark(plot, SIDE / 2, SIDE * 3 / 4)).as("in the middle of its lane").isTrue();
  }

  @Test
  void whatIsNoNumberLeavesAGapAndAConstantIsALine() throws Exception {
    BufferedImage plot = image(channel(1, 1, Float.NaN, Float.NaN, 1, 1));
    assertThat(isDark(plot, 20, SIDE / 2)).isTrue();
    assertThat(isDark(plot, SIDE / 2, SIDE / 2)).isFalse();
    var nothing = new float[9];
    Arrays.fill(nothing, Float.NaN);
    assertThat(topOfLine(image(channel(nothing)), SIDE / 2)).isEqualTo(SIDE);
  }

  private static Samples channel(float... values) {
    return new Samples(List.of("g"), 1, values);
  }

  private static BufferedImage image(Samples samples) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(SamplePlot.of(samples).jpeg()));
  }

  private static double heightOfLine(BufferedImage plot, int x) {
    return IntStream.range(0, SIDE).filter(y -> isDark(plot, x, y)).average().orElseThrow();
  }

  private static int topOfLine(BufferedImage plot, int x) {
    return IntStream.range(0, SIDE).filter(y -> isDark(plot, x, y)).findFirst().orElse(SIDE);
  }

  private static boolean isDark(BufferedImage plot, int x, int y) {
    return (plot.getRGB(x, y) & 0xFF) < 100;
  }
}
