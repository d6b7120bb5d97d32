package dev.vedette.djl.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.gate.Head;
import dev.vedette.core.gate.Thresholds;
import dev.vedette.djl.GateCopy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeadFileTest {
  private static final String GOOD =
      """
      {"format": 1, "kind": "head", "gate": "person@1.0.0", "features": 2, "weights": [1.5, -2],
       "bias": 0.25, "clip": 4.0, "priorWeight": 2.0, "priorOffset": -1.0, "threshold": 0.5,
       "thresholds": {"door": 0.75}, "fittedBy": "hand"}
      """;

  @Test
  void theFieldsAreThoseOfTheHead() throws Exception {
    HeadFile file = read(GOOD);

    assertThat(file.gate()).isEqualTo("person@1.0.0");
    assertThat(file.fittedBy()).isEqualTo("hand");
    assertThat(file.head())
        .isEqualTo(
            new Head(
                new double[] {1.5, -2}, 0.25, 4, 2, -1, new Thresholds(0.5, Map.of("door", 0.75))));
  }

  @Test
  void theShippedHeadIsRead() throws Exception {
    byte[] json = Files.readAllBytes(GateCopy.PERSON.resolve("head/head.json"));

    Head head = HeadFile.read("head.json", json).head();

    assertThat(head.features()).isEqualTo(192);
    assertThat(head.thresholds()).isEqualTo(Thresholds.of(0.46));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadBackBitForBit(long seed) throws Exception {
    HeadFile file = any(new Random(seed));

    assertThat(HeadFile.read("head.json", file.bytes())).isEqualTo(file);
  }

  private static HeadFile any(Random random) {
    double[] weights =
        random.doubles(1 + random.nextInt(300)).map(each -> (each - 0.5) * scale(random)).toArray();
    var thresholds =
        random.nextBoolean()
            ? Thresholds.of(random.nextDouble())
            : new Thresholds(random.nextDouble(), Map.of("door", random.nextDouble(), "ä\"b", 1.0));
    var head =
        new Head(
            weights,
            random.nextGaussian() * scale(random),
            scale(random),
            random.nextGaussian(),
            random.nextGaussian(),
            thresholds);
    return new HeadFile("person@1." + random.nextInt(9), head, "seed \u00e9 " + random.nextInt());
  }

  /** From the tiniest to the largest that a head may have, with room for a deviate. */
  private static double scale(Random random) {
    return Math.pow(10, random.nextInt(300) - 292);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"format\": 1|\"format\": 2|format is not 1: 2",
        "\"kind\": \"head\"|\"kind\": \"gate\"|kind is not head: gate",
        "\"features\": 2|\"features\": 3|2 weights for 3 features",
        "\"weights\": [1.5, -2],|` `|weights is missing",
        "\"bias\": 0.25,|` `|bias is missing",
        "\"bias\": 0.25|\"bias\": \"NaN\"|bias is not finite: NaN",
        "\"clip\": 4.0|\"clip\": 0|clip is not above 0: 0.0",
        "\"threshold\": 0.5|\"threshold\": 1.5|threshold of default is not in 0..1: 1.5",
        "\"door\": 0.75|\"door\": -1|threshold of door is not in 0..1: -1.0",
        "\"thresholds\"|\"treshholds\"|treshholds",
        "\"fittedBy\": \"hand\"|\"fittedBy\": \"hand\", \"clip\": 1|Duplicate field 'clip'",
        "\"hand\"}|\"hand\"} []|Trailing token",
        "\"gate\": \"person@1.0.0\",|` `|gate is missing",
      })
  void nonsenseIsRefusedWithTheFact(String good, String bad, String fact) {
    assertThat(GOOD).contains(good);

    assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
        .isInstanceOf(GateArtefactException.class)
        .hasMessageStartingWith("head.json: is no head of format 1: ")
        .hasMessageContaining(fact);
  }

  @ParameterizedTest
  @CsvSource({"null", "[]", "{", "hello", "''"})
  void whatIsNoHeadAtAllIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(GateArtefactException.class);
  }

  private static HeadFile read(String json) throws GateArtefactException {
    return HeadFile.read("head.json", json.getBytes(StandardCharsets.UTF_8));
  }
}
