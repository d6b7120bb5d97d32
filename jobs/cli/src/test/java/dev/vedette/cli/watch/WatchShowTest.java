package dev.vedette.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Commands;
import dev.vedette.cli.Commands.Said;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchShowTest {
  private static final String RULES =
      """
      {"rules": [
        {"classes": ["door"], "hours": ["mon-fri 18:00-08:00"], "timeZone": "Europe/Berlin",
         "cooldown": "5 min"},
        {"devices": ["cam-7"], "zones": [[[0.5, 0], [1, 0], [1, 1], [0.5, 1]]],
         "masks": [[[0.75, 0], [1, 0], [1, 0.5], [0.75, 0.5]]], "labels": ["person", "face"],
         "minSize": [0.05, 0.2]}
      ]}
      """;

  @TempDir Path folder;
  private Path rules;
  private Path picture;

  @BeforeEach
  void write() throws Exception {
    rules = Files.writeString(folder.resolve("watch.json"), RULES);
    picture = folder.resolve("frame.png");
    var white = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = white.createGraphics();
    graphics.fillRect(0, 0, 40, 20);
    graphics.dispose();
    ImageIO.write(white, "png", picture.toFile());
  }

  @Test
  void whatCountsOfADeviceIsSaid() {
    Said said = show("--device", "cam-7", "--class", "door");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out())
        .contains("cam-7 of default, class door", "1 zone, without 1 mask", "face, person")
        .contains("mon,tue,wed,thu,fri 18:00-08:00 Europe/Berlin", "5 min")
        .contains("0.0500 of the width and 0.200 of the height");
    assertThat(show("--device", "cam-8").out()).contains("all of its pictures", "none");
  }

  @Test
  void whatIsLeftOfAPictureIsDrawn() throws Exception {
    Path out = folder.resolve("seen.png");
    Said said = show("--device", "cam-7", "--picture", picture.toString(), "--out", out.toString());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("37.5 % of 40x20; 20x20 of it may leave for the cloud");
    BufferedImage seen = ImageIO.read(out.toFile());
    assertThat(new Color(seen.getRGB(19, 5))).as("beside the zone").isEqualTo(Color.BLACK);
    assertThat(new Color(seen.getRGB(20, 5))).as("in the zone").isEqualTo(Color.WHITE);
    assertThat(new Color(seen.getRGB(30, 9))).as("in the mask").isEqualTo(Color.BLACK);
    assertThat(new Color(seen.getRGB(30, 10))).as("below the mask").isEqualTo(Color.WHITE);
  }

  @Test
  void aZoneAndAMaskOfDifferentRulesAreBothSaid() throws Exception {
    Files.writeString(
        rules,
        """
        {"rules": [
          {"classes": ["door"], "masks": [[[0.6, 0], [1, 0], [1, 1], [0.6, 1]]]},
          {"devices": ["cam-7"], "zones": [[[0.5, 0], [1, 0], [1, 1], [0.5, 1]]]}
        ]}
        """);
    assertThat(show("--device", "cam-7", "--class", "door").out())
        .contains("1 zone, without 1 mask");
    assertThat(show("--device", "cam-7").out()).contains("1 zone").doesNotContain("without");
    assertThat(show("--device", "a", "--class", "door").out()).contains("all, without 1 mask");
  }

  @Test
  void mistakesAreToldInOneLine() throws Exception {
    assertThat(show("--device", "cam-7", "--out", "x.png").err())
        .contains("--picture and --out need each other");
    Files.writeString(rules, RULES.replace("zones", "zone"));
    Said misspelt = show("--device", "cam-7");
    assertThat(misspelt.code()).isEqualTo(2);
    assertThat(misspelt.err()).contains("watch.json: rules[1]: unknown field 'zone'");
    assertThat(misspelt.err().strip().lines()).hasSize(1);
    Files.writeString(
        rules,
        """
        {"rules": [
          {"classes": ["door"], "masks": [[[0.4, 0], [1, 0], [1, 1], [0.4, 1]]]},
          {"devices": ["cam-7"], "zones": [[[0.5, 0], [1, 0], [1, 1], [0.5, 1]]]}
        ]}
        """);
    assertThat(show("--device", "cam-8").err())
        .contains("watch.json: class door, device cam-7: zones and masks leave nothing to look at");
  }

  @Test
  void whatIsNoPictureIsTold() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    String out = folder.resolve("seen.png").toString();
    assertThat(show("--device", "a", "--picture", text.toString(), "--out", out).err())
        .contains("text.jpg is no picture that can be read");
    String none = folder.resolve("none.jpg").toString();
    assertThat(show("--device", "a", "--picture", none, "--out", out).err())
        .contains("cannot read", "none.jpg");
    String nowhere = folder.resolve("none/seen.png").toString();
    assertThat(show("--device", "a", "--picture", picture.toString(), "--out", nowhere).err())
        .contains("cannot write", "none/seen.png");
  }

  private Said show(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "watch";
    args[1] = "show";
    args[2] = rules.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return Commands.run(args);
  }
}
