package dev.vedette.cloud.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.provider.PictureRules;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

  @ParameterizedTest
  @MethodSource("models")
  void aBatchIsHalfThePrice(ModelPrice model) {
    var rates = model.price("v").rates();
    assertThat(model.batchInput()).isNotNull();
    assertThat(model.batchInput().add(model.batchInput())).isEqualByComparingTo(rates.input());
    assertThat(model.batchOutput()).isNotNull();
    assertThat(model.batchOutput().add(model.batchOutput())).isEqualByComparingTo(rates.output());
  }

  @Test
  void itIsOfADayInThePast() {
    assertThat(PriceFile.shipped().asOf()).isBefore(LocalDate.now(ZoneOffset.UTC));
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
