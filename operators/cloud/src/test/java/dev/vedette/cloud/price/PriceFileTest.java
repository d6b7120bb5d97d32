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
    ModelPrice pro = PriceFile.imported(file(TABLE)).models().get("pro");
    assertThat(pro.provider()).isEqualTo("anthropic");
    assertThat(pro.vision()).isTrue();
    assertThat(pro.batchInput()).isEqualByComparingTo("1.5");
    assertThat(pro.batchOutput()).isEqualByComparingTo("7.5");
    Price price = pro.price("v");
    assertThat(price.version()).isEqualTo("pro v");
    assertThat(price.rates())
        .isEqualTo(
            new TokenRates(amount("3"), amount("0.3"), amount("3.75"), amount("15"), amount("20")));
    assertThat(price.microsPerPicture()).isEqualByComparingTo("4800");
    assertThat(price.tiers())
        .containsExactly(
            new PriceTier(
                200_000,
                new TokenRates(
                    amount("6"), amount("0.3"), amount("3.75"), amount("22.5"), amount("20"))));
  }

  @Test
  void whatATableDoesNotNameCostsAsItsSide() throws Exception {
    Price price = PriceFile.imported(file(TABLE)).models().get("plain").price("v");
    assertThat(price.rates()).isEqualTo(TokenRates.of(amount("0.1"), amount("0.1"), amount("0.4")));
    assertThat(price.tiers()).isEmpty();
    assertThat(price.microsOf(new TokenUsage(10, 10, 10, 10, 10), 3)).isEqualTo(11);
  }

  @Test
  void whatCannotBeAskedOrHasNoPriceForATokenIsLeftOut() throws Exception {
    assertThat(PriceFile.imported(file(TABLE)).models()).containsOnlyKeys("pro", "plain");
  }

  @Test
  void aBareTableIsOfTheDayItWasWritten() throws Exception {
    Path file = file(TABLE);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T23:59:00Z")));
    assertThat(PriceFile.imported(file).asOf()).isEqualTo("2026-11-20");
    assertThat(PriceFile.imported(file).source()).isEqualTo("prices.json");
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
        "{\"m\": {\"output_cost_per_token\": 1}} | m: input_cost_per_token is missing",
        "{\"m\": {\"input_cost_per_token\": \"1\", \"output_cost_per_token\": 1}}"
            + "| m: input_cost_per_token is no number: \"1\"",
        "{\"m\": {\"input_cost_per_token\": 1, \"output_cost_per_token\": -1}}"
            + "| m: output_cost_per_token < 0: -1",
        "{\"m\": {\"input_cost_per_token\": 1e999999, \"output_cost_per_token\": 1}}"
            + "| m: input_cost_per_token is no price: 1",
        "{\"m\": {\"input_cost_per_token\": 1, \"output_cost_per_token\": 1,"
            + " \"input_cost_per_token_above_0k_tokens\": 2}} | m: a tier above 0 tokens",
        "{\"m\": {\"input_cost_per_token\": 1, \"output_cost_per_token\": 1,"
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
    PriceTable table = PriceFile.imported(file(TABLE));
    Path written = Files.write(folder.resolve("written.json"), PriceFile.bytes(table));
    assertThat(PriceFile.read(written)).isEqualTo(table);
    assertThat(PriceFile.imported(written)).isEqualTo(table);
    assertThat(PriceFile.read(written).version()).isEqualTo(table.version());
    assertThat(table.asOf()).isBeforeOrEqualTo(LocalDate.now(ZoneOffset.UTC));
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("prices.json"), text);
  }

  private static BigDecimal amount(String micros) {
    return new BigDecimal(micros);
  }
}
