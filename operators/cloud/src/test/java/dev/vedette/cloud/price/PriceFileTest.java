package dev.vedette.cloud.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.PriceTier;
import dev.vedette.core.money.TokenRates;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceFileTest {
  /** In the shape of LiteLLM's table, with what is of no use here among it. */
  private static final String TABLE =
      """
      {
        "sample_spec": {"input_cost_per_token": "a number", "mode": "one of: chat, embedding"},
        "pro": {
          "cache_creation_input_token_cost": 3.75e-06,
          "cache_creation_input_token_cost_above_1hr": 6e-06,
          "cache_read_input_token_cost": 3e-07,
          "input_cost_per_image": 0.0048,
          "input_cost_per_token": 3e-06,
          "input_cost_per_token_above_200k_tokens": 6e-06,
          "input_cost_per_token_above_200k_tokens_priority": 9e-06,
          "input_cost_per_token_batches": 1.5e-06,
          "litellm_provider": "anthropic",
          "max_tokens": 8192,
          "mode": "chat",
          "output_cost_per_reasoning_token": 2e-05,
          "output_cost_per_token": 1.5e-05,
          "output_cost_per_token_above_200k_tokens": 2.25e-05,
          "output_cost_per_token_batches": 7.5e-06,
          "search_context_cost_per_query": {"search_context_size_high": 0.014},
          "supports_vision": true
        },
        "plain": {"input_cost_per_token": 1e-07, "output_cost_per_token": 4e-07, "mode": "responses"},
        "ears": {"input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                 "mode": "audio_transcription"},
        "drawn": {"mode": "image_generation", "output_cost_per_image": 0.06},
        "by-time": {"mode": "chat", "input_cost_per_second": 0.01, "output_cost_per_second": 0.01},
        "stepped": {"mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                    "tiered_pricing": [{"range": [0, 32000]}]},
        "unpriced": {"mode": "chat", "input_cost_per_token": 0, "output_cost_per_token": 0.0}
      }
      """;

  @TempDir Path folder;

  @Test
  void aTableOfLiteLlmIsRead() throws Exception {
    ModelPrice pro = imported(TABLE).get("pro");
    assertThat(pro.provider()).isEqualTo("anthropic");
    assertThat(pro.vision()).isTrue();
    Price price = pro.price("v");
    assertThat(price.version()).isEqualTo("pro v");
    assertThat(price.rates())
        .isEqualTo(
            new TokenRates(
                amount("3"),
                amount("0.3"),
                amount("3.75"),
                amount("6"),
                amount("15"),
                amount("20")));
    assertThat(price.microsPerPicture()).isEqualByComparingTo("4800");
    assertThat(price.tiers()).extracting(PriceTier::aboveTokens).containsExactly(200_000L);
  }

  @Test
  void whatATierDoesNotNameCostsNoLessThanItsSideOfTheTierAndThanBelow() throws Exception {
    Price price = imported(TABLE).get("pro").price("v");
    assertThat(price.tiers().get(0).rates())
        .isEqualTo(
            new TokenRates(
                amount("6"),
                amount("6"),
                amount("12"),
                amount("12"),
                amount("22.5"),
                amount("22.5")));
  }

  @Test
  void whatATierSaysOfOneSideChangesNothingOnTheOther() throws Exception {
    String table =
        """
        {"m": {"input_cost_per_token": 3e-06, "cache_read_input_token_cost": 1e-06,
               "output_cost_per_token": 4e-06, "output_cost_per_token_above_128k_tokens": 8e-06,
               "output_cost_per_token_above_256k_tokens": 5e-06}}
        """;
    assertThat(imported(table).get("m").price("v").tiers())
        .extracting(PriceTier::rates)
        .containsExactly(
            new TokenRates(amount("3"), amount("1"), amount("3"), amount("8"), amount("8")),
            new TokenRates(amount("3"), amount("1"), amount("3"), amount("5"), amount("8")));
  }

  @Test
  void whatAnthropicDoesNotSayOfItsCacheIsThePriceOfAnHour() throws Exception {
    String table =
        """
        {"m": {"litellm_provider": "%s", "input_cost_per_token": 3e-06,
               "output_cost_per_token": 4e-06}}
        """;
    TokenRates claude = imported(table.formatted("anthropic")).get("m").price("v").rates();
    assertThat(claude.cacheWrite()).isEqualByComparingTo("6");
    assertThat(claude.hourCacheWrite()).isEqualByComparingTo("6");
    TokenRates other = imported(table.formatted("openai")).get("m").price("v").rates();
    assertThat(other.cacheWrite()).isEqualByComparingTo("3");
    assertThat(other.hourCacheWrite()).isEqualByComparingTo("3");
  }

  @Test
  void aBatchHasTiersOfItsOwnAndTheUsualOnesWhereItSaysNone() throws Exception {
    String table =
        """
        {"m": {"input_cost_per_token": 2e-06, "output_cost_per_token": 4e-06,
               "input_cost_per_token_above_100k_tokens": 4e-06,
               "input_cost_per_token_above_200k_tokens": 8e-06,
               "input_cost_per_token_batches": 1e-06, "output_cost_per_token_batches": 2e-06,
               "cache_read_input_token_cost_batches": 5e-07,
               "input_cost_per_token_above_200k_tokens_batches": 3e-06},
         "half": {"input_cost_per_token": 2e-06, "output_cost_per_token": 4e-06,
                  "input_cost_per_token_batches": 1e-06}}
        """;
    Price batch = imported(table).get("m").batchPrice("v").orElseThrow();
    assertThat(batch.version()).isEqualTo("m/batch v");
    assertThat(batch.rates()).isEqualTo(TokenRates.of(amount("1"), amount("0.5"), amount("2")));
    assertThat(batch.tiers())
        .containsExactly(
            new PriceTier(100_000, TokenRates.of(amount("4"), amount("4"), amount("4"))),
            new PriceTier(200_000, TokenRates.of(amount("3"), amount("3"), amount("2"))));
    assertThat(imported(table).get("half").batchPrice("v")).isEmpty();
  }

  @Test
  void whatIsPricedInAWayThatIsNotKnownIsLeftOutAndTold() throws Exception {
    String table =
        """
        {"good": {"input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
         "text": {"input_cost_per_token": "1e-06", "output_cost_per_token": 1e-06},
         "slip": {"input_cost_per_token": 3, "output_cost_per_token": 15},
         "stepped": {"input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                     "tiered_pricing": [{"range": [0, 32000]}]},
         "fee": {"input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                 "input_cost_per_request": 0.005},
         "gpt-search-preview": {
           "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
           "search_context_cost_per_query": {"search_context_size_low": 0.025}},
         "sonar": {
           "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
           "litellm_provider": "perplexity",
           "search_context_cost_per_query": {"search_context_size_low": 0.005}},
         "searches-if-told-to": {"input_cost_per_token": 0, "output_cost_per_token": 1e-06}}
        """;
    ImportedPrices prices = PriceFile.imported(file(table));
    assertThat(prices.table().models()).containsOnlyKeys("good");
    assertThat(prices.leftOut())
        .containsOnlyKeys("text", "slip", "stepped", "fee", "gpt-search-preview", "sonar")
        .containsEntry("text", "input_cost_per_token is no number: \"1e-06\"")
        .containsEntry("slip", "input_cost_per_token is no price in US dollars for one token: 3");
    assertThat(prices.leftOut().get("fee")).startsWith("input_cost_per_request is a fee");
  }

  @Test
  void aPriceOfNothingOnOneSideIsNoPrice() throws Exception {
    String table =
        """
        {"good": {"input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
         "in": {"input_cost_per_token": 1e-06, "output_cost_per_token": 0},
         "out": {"input_cost_per_token": 0, "output_cost_per_token": 1e-06}}
        """;
    assertThat(imported(table)).containsOnlyKeys("good");
    assertThat(PriceFile.overrides(file(table)).models()).containsOnlyKeys("good", "in", "out");
  }

  @Test
  void aDayInTheFutureIsRefusedWhoeverSaysIt() throws Exception {
    Path dated = file("{\"asOf\": \"2999-01-01\", \"models\": {}}");
    assertThatThrownBy(() -> PriceFile.read(dated))
        .isInstanceOf(UnusablePricesException.class)
        .hasMessage(dated + ": the prices are of a day in the future: 2999-01-01");
    Path bare = file(TABLE);
    Files.setLastModifiedTime(bare, FileTime.from(Instant.parse("2199-01-01T12:00:00Z")));
    assertThatThrownBy(() -> PriceFile.imported(bare))
        .isInstanceOf(UnusablePricesException.class)
        .hasMessage(bare + ": the prices are of a day in the future: 2199-01-01");
  }

  @Test
  void whatATableDoesNotNameCostsAsItsSide() throws Exception {
    Price price = imported(TABLE).get("plain").price("v");
    assertThat(price.rates()).isEqualTo(TokenRates.of(amount("0.1"), amount("0.1"), amount("0.4")));
    assertThat(price.tiers()).isEmpty();
    assertThat(price.microsOf(new TokenUsage(10, 10, 10, 10, 10), 3)).isEqualTo(11);
  }

  @Test
  void whatCannotBeAskedOrHasNoPriceForATokenIsLeftOut() throws Exception {
    assertThat(imported(TABLE)).containsOnlyKeys("pro", "plain");
  }

  @Test
  void aBareTableIsOfTheDayItWasWritten() throws Exception {
    Path file = file(TABLE);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T23:59:00Z")));
    assertThat(PriceFile.imported(file).table().asOf()).isEqualTo("2026-11-20");
    assertThat(PriceFile.imported(file).table().source()).isEqualTo("prices.json");
  }

  @Test
  void somebodysOwnPriceOfNothingIsMeant() throws Exception {
    Path own = file("{\"mine\": {\"input_cost_per_token\": 0, \"output_cost_per_token\": 0}}");
    assertThat(PriceFile.overrides(own).models()).containsOnlyKeys("mine");
  }

  @Test
  void picturesThatCostMoreThanWordsMakeAllInputCostAsMuch() throws Exception {
    Path own =
        file(
            """
            {"m": {"input_cost_per_token": 1e-06, "input_cost_per_image_token": 3e-06,
                   "output_cost_per_token": 1e-06}}
            """);
    assertThat(PriceFile.overrides(own).models().get("m").price("v").rates().input())
        .isEqualByComparingTo("3");
  }

  @Test
  void amountsAreTheDecimalsThatAreWritten() throws Exception {
    Path own =
        file(
            """
            {"m": {"input_cost_per_token": 1.0000000000000001e-07,
                   "output_cost_per_token": 0.00000025}}
            """);
    TokenRates rates = PriceFile.overrides(own).models().get("m").price("v").rates();
    assertThat(rates.input()).isEqualTo(amount("0.10000000000000001"));
    assertThat(rates.output()).isEqualTo(amount("0.25"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"m\": {\"output_cost_per_token\": 1e-6}} | m: input_cost_per_token is missing",
        "{\"m\": {\"input_cost_per_token\": \"1\", \"output_cost_per_token\": 1e-6}}"
            + "| m: input_cost_per_token is no number: \"1\"",
        "{\"m\": {\"input_cost_per_token\": 1e-6, \"output_cost_per_token\": -1e-6}}"
            + "| m: output_cost_per_token < 0: -0.000001",
        "{\"m\": {\"input_cost_per_token\": 1e999999, \"output_cost_per_token\": 1e-6}}"
            + "| m: input_cost_per_token is no price in US dollars for one token: 1",
        "{\"m\": {\"input_cost_per_token\": 0.0101, \"output_cost_per_token\": 1e-6}}"
            + "| m: input_cost_per_token is no price in US dollars for one token: 0.0101",
        "{\"m\": {\"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 1e-6,"
            + " \"input_cost_per_request\": 0.005}} | m: input_cost_per_request is a fee for each call",
        "{\"m\": {\"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 1e-6,"
            + " \"regional_processing_uplift_multiplier_eu\": 0}} | m: uplift of eu <= 0: 0",
        "{\"m\": {\"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 1e-6,"
            + " \"input_cost_per_token_above_0k_tokens\": 2e-6}} | m: a tier above 0 tokens",
        "{\"m\": {\"input_cost_per_token\": 1e-6, \"output_cost_per_token\": 1e-6,"
            + " \"tiered_pricing\": []}} | m: tiered_pricing is not understood",
        "{\"m\": {\"input_cost_per_token\": 1, \"input_cost_per_token\": 2}} | line 1: Duplicate",
        "{\"m\": | line 1: ",
        "[] | no model there has a price",
        "'' | no model there has a price",
        "{\"models\": {}, \"asOf\": \"soon\"} | asOf is no day such as 2026-11-27: 'soon'",
      })
  void whatIsWrongIsSaidWithItsPlace(String text, String fact) throws Exception {
    Path file = file(text);
    assertThatThrownBy(() -> PriceFile.overrides(file))
        .isInstanceOf(UnusablePricesException.class)
        .hasMessageStartingWith(file + ": " + fact);
  }

  @Test
  void aFileThatIsNotThereIsSaidToBe() {
    assertThatThrownBy(() -> PriceFile.read(folder.resolve("none.json")))
        .isInstanceOf(UnusablePricesException.class)
        .hasMessageEndingWith("none.json: there is no such file");
  }

  @Test
  void aJobWantsToKnowOfWhichDayATableIs() throws Exception {
    Path file = file(TABLE);
    assertThatThrownBy(() -> PriceFile.read(file))
        .isInstanceOf(UnusablePricesException.class)
        .hasMessageContaining("no table with asOf and models")
        .hasMessageContaining("vedette prices update " + file);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    PriceTable table = PriceFile.imported(file(TABLE)).table();
    Path written = Files.write(folder.resolve("written.json"), PriceFile.bytes(table));
    assertThat(PriceFile.read(written)).isEqualTo(table);
    assertThat(PriceFile.imported(written).table()).isEqualTo(table);
    assertThat(PriceFile.read(written).version()).isEqualTo(table.version());
    assertThat(table.asOf()).isBeforeOrEqualTo(LocalDate.now(ZoneOffset.UTC));
  }

  private Map<String, ModelPrice> imported(String text) throws Exception {
    return PriceFile.imported(file(text)).table().models();
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("prices.json"), text);
  }

  private static BigDecimal amount(String micros) {
    return new BigDecimal(micros);
  }
}
