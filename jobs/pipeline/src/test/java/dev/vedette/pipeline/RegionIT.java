package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Picture;
import dev.vedette.core.gate.Region;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.ProviderScript;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole site with the gate that says where. */
class RegionIT {
  private static final int WIDTH = 1536;
  private static final int HEIGHT = 512;

  @TempDir Path folder;

  @Test
  void whereSomebodyIsIsWhatLeavesAndWhoIsTooSmallIsNotAskedAbout() throws Exception {
    String rules = "{\"rules\": [{\"devices\": [\"far\"], \"minSize\": [0.5, 0]}]}";
    Path file = Files.writeString(folder.resolve("watch.json"), rules);
    try (var tap = new PictureTap();
        var site =
            Site.open(
                Files.createDirectory(folder.resolve("checkpoints")),
                ProviderScript.faultless(),
                Map.of(
                    "vedette.gate.location",
                    "classpath:gates/person",
                    "vedette.watch.rules",
                    file.toString(),
                    "vedette.ask.picture.adequate-side",
                    "128",
                    "vedette.provider.url",
                    tap.url()))) {
      tap.before(site.provider.baseUrl());
      Instant at = Instant.now().minusSeconds(600);
      site.send(site.capture("near", "seen", at), somebodyAtTheRight());
      site.send(site.capture("far", "small", at), somebodyAtTheRight());
      Scrape end = site.settled();

      end.assertConservation();
      assertThat(end.sum("vedette_events_total", "outcome=\"ignored\"", "reason=\"size\"")).isOne();
      assertThat(tap.calls()).isOne();
      Verdict verdict = site.topics.verdicts().get(0);
      Region region = verdict.judgement().region();
      assertThat(region.left()).isGreaterThan(0.6);
      assertThat(site.topics.verdicts())
          .allSatisfy(each -> assertThat(each.judgement().region()).isEqualTo(region));

      BufferedImage shown = tap.shown(verdict.inferenceId());
      assertThat((double) shown.getWidth() / shown.getHeight())
          .as("without the wall")
          .isLessThan(0.6 * WIDTH / HEIGHT);
    }
  }

  /** The astronaut in the last third of a wide picture of a wall. */
  private static Picture somebodyAtTheRight() throws IOException {
    BufferedImage astronaut = ImageIO.read(new ByteArrayInputStream(Site.FACE.bytes()));
    var scene = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scene.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.drawImage(astronaut, WIDTH - HEIGHT, 0, HEIGHT, HEIGHT, null);
    graphics.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(scene, "jpeg", out);
    return new Picture(Picture.Encoding.JPEG, WIDTH, HEIGHT, out.toByteArray());
  }
}
