package dev.vedette.cloud.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.provider.PictureRules;
import dev.vedette.core.money.Price;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedPricesTest {
  static Stream<ModelPrice> models() {
    return PriceFile.shipped().models().values().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelTakesPicturesAndTheRuleForThemIsKnown(ModelPrice model) {
    assertThat(model.vision()).isTrue();
    assertThat(PictureRules.of(model.name())).as(model.key()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("models")
  void noneIsFreeAndReadingFromACacheIsNeverDearer(ModelPrice model) {
    var rates = model.price("v").rates();
    assertThat(rates.input()).isPositive();
    assertThat(rates.cachedInput()).isPositive().isLessThan(rates.input());
    assertThat(rates.cacheWrite()).isGreaterThanOrEqualTo(rates.input());
    assertThat(rates.output()).isGreaterThan(rates.input());
    assertThat(model.price("v").tiers())
        .allSatisfy(tier -> assertThat(tier.rates().input()).isGreaterThan(rates.input()));
  }

  @Test
  void aBatchOfClaudeIsHalfThePriceInEveryClass() {
    Price batch = shipped("claude-haiku-4-5").batchPrice("v").orElseThrow();
    assertThat(batch.rates().input()).isEqualByComparingTo("0.5");
    assertThat(batch.rates().cachedInput()).isEqualByComparingTo("0.05");
    assertThat(batch.rates().cacheWrite()).isEqualByComparingTo("0.625");
    assertThat(batch.rates().output()).isEqualByComparingTo("2.5");
  }

  @Test
  void claudeKeepsForAnHourAtTwiceThePriceOfInput() {
    PriceFile.shipped().models().values().stream()
        .filter(model -> model.provider().equals("anthropic"))
        .map(model -> model.price("v").rates())
        .forEach(
            rates ->
                assertThat(rates.hourCacheWrite())
                    .isEqualByComparingTo(rates.input().add(rates.input())));
  }

  @Test
  void itWasHeldAgainstOthersLessThanThreeMonthsBeforeTheRelease() throws Exception {
    Matcher release =
        Pattern.compile("<project.build.outputTimestamp>([0-9-]{10})T")
            .matcher(Files.readString(Path.of("../../pom.xml")));
    assertThat(release.find()).isTrue();
    assertThat(PriceFile.shipped().asOf()).isAfter(LocalDate.parse(release.group(1)).minusDays(90));
  }

  @Test
  void modelsThatAreNotServedAnyMoreAreNotThere() {
    assertThat(PriceFile.shipped().models())
        .containsKeys("gpt-5.4-mini", "claude-opus-5", "gemini/gemini-3.5-flash")
        .doesNotContainKeys(
            "gpt-4.1-nano", "o4-mini", "claude-sonnet-4-5", "gemini/gemini-2.5-pro");
  }

  @Test
  void aHostOfARegionIsDearerWhereOpenAiSaysSo() {
    assertThat(shipped("gpt-5.4-mini").priceIn("eu", "v").orElseThrow().rates().input())
        .isEqualByComparingTo("0.825");
    assertThat(shipped("gpt-4o").priceIn("eu", "v")).isEmpty();
  }

  private static ModelPrice shipped(String key) {
    return PriceFile.shipped().models().get(key);
  }

  @Test
  void aQuestionAboutOnePictureIsQuotedByTheModelsRule() {
    PriceTable table = PriceFile.shipped();
    Quote cheap = Quote.of(table.models().get("gemini/gemini-2.5-flash-lite"), table.version());
    assertThat(cheap.pictureRule()).isEqualTo("crops 258");
    assertThat(cheap.model()).isEqualTo("gemini/gemini-2.5-flash-lite");
    assertThat(cheap.worstCaseMicros()).isBetween(100L, 400L);
    // 33 times the tokens of gpt-4o for a sixteenth of its price.
    long mini = Quote.of(table.models().get("gpt-4o-mini"), "v").worstCaseMicros();
    assertThat(mini).isGreaterThan(cheap.worstCaseMicros());
  }
}
