package dev.vedette.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.djl.artefact.HeadFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teaching with the real network. */
class GateTeachIT {
  /** Development data that is no part of the project: people and objects, a folder each. */
  private static final String LABELLED = "VEDETTE_LABELLED_PICTURES";

  @TempDir private Path folder;

  private final Said vedette = new Said();
  private final Random random = new Random(5);

  /** Pieces of sample pictures: of a portrait, and of things. */
  private void pictures(String to, String sample, int count) throws IOException {
    Path samples = Path.of("../../models/person/golden");
    BufferedImage whole = ImageIO.read(samples.resolve(sample).toFile());
    Path into = Files.createDirectories(folder.resolve(to));
    for (int i = 0; i < count; i++) {
      int width = whole.getWidth() * (70 + random.nextInt(30)) / 100;
      int height = whole.getHeight() * (70 + random.nextInt(30)) / 100;
      int x = random.nextInt(whole.getWidth() - width + 1);
      int y = random.nextInt(whole.getHeight() - height + 1);
      ImageIO.write(
          whole.getSubimage(x, y, width, height), "jpg", into.resolve(i + "-" + sample).toFile());
    }
  }

  private int teach(String options) {
    return vedette.gate(("teach person " + options).split(" ", -1));
  }

  @Test
  void aHeadIsFittedAndWrittenAndTakenForTheBaseOfTheNext() throws Exception {
    pictures("positive", "astronaut.jpg", 14);
    pictures("negative", "coffee.jpg", 10);
    pictures("negative", "chelsea.jpg", 10);
    Files.write(folder.resolve("negative/broken.jpg"), new byte[] {1, 2, 3});
    Path head = folder.resolve("head.json");
    Path json = folder.resolve("report.json");

    int code = teach("--pictures %s --out %s --json %s --seed 3".formatted(folder, head, json));

    assertThat(code).as(vedette.err()).isZero();
    assertThat(vedette.out())
        .contains("14 pictures with and 20 without it, of 34 scenes")
        .contains("broken.jpg:", "not a JPEG")
        .contains("in service at 0.46", "AUC gained", "disagreements")
        .contains("14 positive events say little about the recall")
        .contains("vedette gate release person --version VERSION --head " + head);
    HeadFile written = HeadFile.read("head.json", Files.readAllBytes(head));
    assertThat(written.gate()).isEqualTo("person@1.1.0");
    assertThat(written.head().features()).isEqualTo(192);
    assertThat(written.head().clip()).isEqualTo(4);
    assertThat(written.fittedBy()).contains("vedette gate teach on 14 pictures", "seed 3");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/threshold").asDouble()).isEqualTo(written.head().thresholds().usual());
    assertThat(report.at("/unreadable")).hasSize(1);

    Path other = folder.resolve("other.json");
    assertThat(
            teach("--pictures %s --base %s --out %s --class door".formatted(folder, head, other)))
        .as(vedette.err())
        .isZero();
    HeadFile byClass = HeadFile.read("other.json", Files.readAllBytes(other));
    assertThat(byClass.head().weights()).isEqualTo(written.head().weights());
    assertThat(byClass.head().thresholds().byClass()).containsOnlyKeys("door");

    assertThat(teach("--pictures %s --base %s".formatted(folder, other)))
        .as(vedette.err())
        .isZero();
    assertThat(vedette.out()).contains("not carried over", "{door=");
  }

  @Test
  void checkedVerdictsTeachAsWellAndNothingIsWrittenUnasked() throws Exception {
    pictures("all", "astronaut.jpg", 12);
    pictures("all", "coffee.jpg", 12);
    var csv = new StringBuilder("picture,label\n");
    for (int i = 0; i < 12; i++) {
      csv.append("all/%d-astronaut.jpg,person%nall/%d-coffee.jpg,not-person%n".formatted(i, i));
    }
    Path verdicts = Files.writeString(folder.resolve("verdicts.csv"), csv);

    assertThat(teach("--verdicts " + verdicts)).as(vedette.err()).isZero();

    assertThat(vedette.out()).contains("12 pictures with and 12 without", "No head was written");
  }

  @Test
  void tooFewPicturesAreToldWithTheRemedy() throws Exception {
    pictures("positive", "astronaut.jpg", 3);
    pictures("negative", "coffee.jpg", 12);

    assertThat(teach("--pictures " + folder)).isEqualTo(1);
    assertThat(vedette.err()).contains("too few positive events, 3: label 10 at least");
  }

  @Test
  void aHeadThatWasFittedHereIsAsGoodAsTheShippedOne() throws Exception {
    String data = System.getenv(LABELLED);
    assumeTrue(
        data != null,
        "no labelled pictures: name a folder with person/ and not-person/ in " + LABELLED);
    Path json = folder.resolve("report.json");

    assertThat(
            teach("--pictures %s --max-false-positive-rate 0.05 --json %s".formatted(data, json)))
        .as(vedette.err())
        .isZero();

    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/candidate/area/value").asDouble()).isGreaterThan(0.999);
    assertThat(report.at("/candidate/rates/recall/value").asDouble()).isGreaterThan(0.99);
    assertThat(report.at("/candidate/rates/falsePositiveRate/value").asDouble()).isLessThan(0.07);
    assertThat(report.at("/inService/area/value").asDouble()).isGreaterThan(0.999);
  }
}
