package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.Capture;
import dev.vedette.simulators.provider.ProviderScript;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole site with rules on which events count. Everybody sends the same face. */
class WatchIT {
  private static final String RULES =
      """
      {"rules": [
        {"note": "the face is behind the mask",
         "devices": ["masked"], "masks": [[[0.2, 0], [0.7, 0], [0.7, 0.5], [0.2, 0.5]]]},
        {"note": "the face is in the zone, and a corner of that is masked",
         "devices": ["zone"], "zones": [[[0.125, 0], [0.875, 0], [0.875, 0.75], [0.125, 0.75]]],
         "masks": [[[0, 0], [0.25, 0], [0.25, 0.125], [0, 0.125]]]},
        {"tenants": ["acme"], "classes": ["yard"], "labels": ["person"]},
        {"devices": ["cools"], "cooldown": "5 min"}
      ]}
      """;

  @TempDir Path folder;

  @Test
  void whatIsHiddenIsNeitherJudgedNorSentAndWhatDoesNotCountIsNotAsked() throws Exception {
    Path rules = Files.writeString(folder.resolve("watch.json"), RULES);
    try (var tap = new PictureTap();
        var site =
            Site.open(
                Files.createDirectory(folder.resolve("checkpoints")),
                ProviderScript.faultless(),
                Map.of(
                    "vedette.watch.rules", rules.toString(), "vedette.provider.url", tap.url()))) {
      tap.before(site.provider.baseUrl());
      Files.delete(rules); // the job carries them
      Instant at = Instant.now().minusSeconds(600);
      site.send(site.capture("whole", "seen", at), Site.FACE);
      site.send(site.capture("masked", "hidden", at), Site.FACE);
      site.send(site.capture("zone", "cut-out", at), Site.FACE);
      site.send(new Capture("of-the-yard", "acme", "whole-2", "yard", at), Site.FACE);
      site.send(site.capture("cools", "first", at), Site.FACE);
      site.settled();

      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      site.send(site.capture("cools", "too-soon", at.plusSeconds(60)), Site.FACE);
      site.send(site.capture("cools", "again", at.plusSeconds(300)), Site.FACE);
      Scrape end = site.settled();

      end.assertConservation();
      assertThat(end.outcome("rejected")).as("masked").isOne();
      assertThat(end.outcome("cloud")).isEqualTo(4);
      assertThat(ignored(end, "label")).isOne();
      assertThat(ignored(end, "cooldown")).isOne();
      assertThat(tap.calls()).isEqualTo(4);

      BufferedImage whole = tap.shown(inference(site, "seen"));
      BufferedImage zone = tap.shown(inference(site, "cut-out"));
      assertThat(zone.getHeight()).isEqualTo(zone.getWidth());
      assertThat(zone.getWidth()).isEqualTo(whole.getWidth() * 3 / 4);
      int corner = zone.getWidth() / 12;
      assertThat(brightness(zone, corner, corner / 2)).as("the masked corner").isLessThan(12);
      assertThat(brightness(whole, whole.getWidth() / 6, corner)).isGreaterThan(60);
      assertThat(brightness(zone, zone.getWidth() / 2, zone.getHeight() / 3)).isGreaterThan(60);
    }
  }

  private static long ignored(Scrape scrape, String reason) {
    return scrape.sum("vedette_events_total", "outcome=\"ignored\"", "reason=\"" + reason + "\"");
  }

  private static String inference(Site site, String event) throws Exception {
    return site.topics.verdicts().stream()
        .filter(verdict -> verdict.header().eventId().equals(event))
        .findFirst()
        .map(Verdict::inferenceId)
        .orElseThrow();
  }

  /** The mean of the colours in a few pixels. */
  private static double brightness(BufferedImage image, int x, int y) {
    double sum = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        var colour = new Color(image.getRGB(x + dx, y + dy));
        sum += colour.getRed() + colour.getGreen() + colour.getBlue();
      }
    }
    return sum / 75;
  }
}
