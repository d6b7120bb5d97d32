package dev.vedette.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTokensTest {
  @ParameterizedTest
  @CsvSource({
    "1024, 1024, 765",
    "2048, 4096, 1105",
    "150, 150, 255",
    "336, 336, 255",
    "512, 512, 255",
    "513, 512, 425",
    "768, 768, 765",
    "8192, 64, 765",
    "1, 1, 255",
  })
  void tilesAreCountedAsPublished(int width, int height, int tokens) {
    assertThat(PictureTokens.GPT_4O.atMost(width, height, Detail.HIGH)).isEqualTo(tokens);
    assertThat(PictureTokens.GPT_4O.atMost(height, width, Detail.AUTO)).isEqualTo(tokens);
  }

  @Test
  void lowDetailCostsTheBaseWhateverTheSize() {
    assertThat(PictureTokens.GPT_4O.atMost(4096, 4096, Detail.LOW)).isEqualTo(85);
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024, 1024", "32, 33, 2", "1800, 2400, 1536"})
  void patchesAreCountedUpToTheirCap(int width, int height, int patches) {
    var rule = new PictureTokens.Patches(1536, new BigDecimal("1.62"));
    long tokens = (long) Math.ceil(patches * 1.62);
    assertThat(rule.atMost(width, height, Detail.HIGH)).isEqualTo(tokens);
    assertThat(rule.atMost(width, height, Detail.LOW)).isEqualTo(tokens);
  }

  @Test
  void theCheapModelCountsAPictureAsThirtyTimesTheTokens() {
    PictureTokens rule = PictureRules.of("gpt-4o-mini-2024-07-18").orElseThrow();
    assertThat(rule.atMost(512, 512, Detail.LOW)).isEqualTo(2833);
    assertThat(rule.atMost(1024, 1024, Detail.HIGH)).isEqualTo(25501);
  }

  @ParameterizedTest
  @CsvSource({"200, 200, 64", "1000, 1000, 1296", "512, 384, 266", "8000, 8000, 1568"})
  void squaresAreCountedUpToTheirCap(int width, int height, int tokens) {
    assertThat(new PictureTokens.Squares(28, 1568).atMost(width, height, Detail.LOW))
        .isEqualTo(tokens);
  }

  /** Squares of 28 pixels, and a token for 750 pixels: models differ, and do not say which. */
  @Property
  void whatIsReservedForClaudeIsNotBelowEitherOfItsRules(
      @ForAll @IntRange(min = 1, max = 1024) int width,
      @ForAll @IntRange(min = 1, max = 1024) int height) {
    assertThat(PictureRules.of("claude-haiku-4-5").orElseThrow().atMost(width, height, Detail.LOW))
        .isGreaterThanOrEqualTo(
            new PictureTokens.Squares(28, 1568).atMost(width, height, Detail.LOW))
        .isGreaterThanOrEqualTo((long) width * height / 750);
  }

  @ParameterizedTest
  @CsvSource({
    "384, 384, 258",
    "385, 100, 516",
    "512, 512, 1032",
    "512, 384, 1032",
    "960, 540, 1548",
    "4000, 3000, 6192"
  })
  void cropsAreCountedAsPublished(int width, int height, int tokens) {
    assertThat(new PictureTokens.Crops(258).atMost(width, height, Detail.LOW)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, tiles 85 170",
    "gpt-4o-2024-08-06, tiles 85 170",
    "gpt-4o-mini, tiles 2833 5667",
    "gpt-4.1, tiles 85 170",
    "gpt-4.1-mini, patches 1536 1.62",
    "gpt-4.1-nano-2025-04-14, patches 1536 2.46",
    "gpt-5, tiles 70 140",
    "gpt-5-mini, patches 1536 1.62",
    "o3, tiles 75 150",
    "o4-mini, patches 1536 1.72",
    "claude-haiku-4-5, squares 27 4784",
    "gemini-2.5-flash, crops 258",
    "gemini-3-flash-preview, flat 1120",
  })
  void knownModelsHaveTheirPublishedRule(String model, String rule) {
    assertThat(PictureRules.of(model)).contains(PictureTokens.parse(rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5.4", "gpt-4omni", "qwen2.5-vl", "o4", "my-gpt-4o", ""})
  void aModelThatOnlyLooksLikeAKnownOneIsUnknown(String model) {
    assertThat(PictureRules.of(model)).isEmpty();
  }

  @Property
  void anUnknownModelIsNeverCountedBelowAKnownRule(
      @ForAll("allModels") String model,
      @ForAll @IntRange(min = 1, max = 8192) int width,
      @ForAll @IntRange(min = 1, max = 8192) int height,
      @ForAll Detail detail) {
    assertThat(PictureRules.HIGHEST.atMost(width, height, detail))
        .isGreaterThanOrEqualTo(PictureRules.of(model).orElseThrow().atMost(width, height, detail));
  }

  /** In both sides: a wider picture can have fewer tiles, being scaled down further. */
  @Property
  void aPictureEnlargedAsAWholeNeverCountsFewerTokens(
      @ForAll("models") String model,
      @ForAll @IntRange(min = 1, max = 2000) int width,
      @ForAll @IntRange(min = 1, max = 2000) int height,
      @ForAll @IntRange(min = 1, max = 4) int times,
      @ForAll Detail detail) {
    PictureTokens rule = PictureRules.of(model).orElseThrow();
    assertThat(rule.atMost(width * times, height * times, detail))
        .isGreaterThanOrEqualTo(rule.atMost(width, height, detail));
  }

  @Property
  void patchesNeverGetFewerWhenASideGrows(
      @ForAll @IntRange(min = 1, max = 8192) int width,
      @ForAll @IntRange(min = 1, max = 8192) int height,
      @ForAll @IntRange(min = 0, max = 4096) int more) {
    PictureTokens rule = PictureTokens.parse("patches 1536 1.62");
    assertThat(rule.atMost(width + more, height, Detail.HIGH))
        .isGreaterThanOrEqualTo(rule.atMost(width, height, Detail.HIGH))
        .isLessThanOrEqualTo(2489);
  }

  @Property
  void noPictureHasMoreThanEightTiles(
      @ForAll @IntRange(min = 1, max = 100_000) int width,
      @ForAll @IntRange(min = 1, max = 100_000) int height) {
    assertThat(PictureTokens.parse("tiles 0 1").atMost(width, height, Detail.HIGH))
        .isBetween(1L, 8L);
  }

  /** Those that count crops as well: enlarged as a whole, a picture may have fewer of them. */
  @Provide
  Arbitrary<String> allModels() {
    return Arbitraries.oneOf(models(), Arbitraries.of("gemini-2.0-flash", "gemini-2.5-pro"));
  }

  @Provide
  Arbitrary<String> models() {
    return Arbitraries.of(
        "gpt-4o",
        "gpt-4o-mini",
        "gpt-4.1-mini",
        "gpt-4.1-nano",
        "gpt-5",
        "o3",
        "o4-mini",
        "claude",
        "gemini-3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tiles",
        "tiles 85",
        "tiles 85 170 1",
        "tiles 85 x",
        "tiles -1 170",
        "patches 1536 fast",
        "patches 0 1",
        "Tiles 85 170",
        "squares 28",
        "squares 0 1568",
        "squares 28 0",
        "crops",
        "crops 0",
        "flat -1",
        "flat 1 2"
      })
  void wordsThatAreNoRuleAreRefused(String words) {
    assertThatThrownBy(() -> PictureTokens.parse(words))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new PictureTokens.Tiles(-1, 170)).hasMessage("tokens < 0: -1, 170");
    assertThatThrownBy(() -> new PictureTokens.Patches(0, BigDecimal.ONE))
        .hasMessage("most < 1: 0");
    assertThatThrownBy(() -> new PictureTokens.Patches(1, BigDecimal.ONE.negate()))
        .hasMessage("multiplier < 0: -1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tiles 85 170", "patches 1536 1.62", "squares 28 1568", "crops 258", "flat 1120"})
  void aRuleIsSpeltAsItIsRead(String words) {
    assertThat(PictureTokens.parse(words).spelt()).isEqualTo(words);
  }
}
