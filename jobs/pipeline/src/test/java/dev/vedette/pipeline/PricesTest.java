package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cloud.price.PriceFile;
import dev.vedette.core.money.Price;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PricesTest {
  static final Path EXAMPLE = Path.of("src/test/resources/prices.json");

  @Test
  void aModelThatIsShippedHasItsPrice() throws Exception {
    Price price = price(Map.of("vedette.provider.model", "gpt-4o"));
    assertThat(price.rates().input()).isEqualByComparingTo("2.5");
    assertThat(price.rates().cachedInput()).isEqualByComparingTo("1.25");
    assertThat(price.rates().output()).isEqualByComparingTo("10");
    assertThat(price.version()).matches("gpt-4o 20[0-9-]{8}/[0-9a-f]{8}");
  }

  @Test
  void aTableOfOnesOwnIsGoneBy() throws Exception {
    Price price =
        price(Map.of("vedette.provider.model", "some", "vedette.prices.file", EXAMPLE.toString()));
    assertThat(price.rates().input()).isEqualByComparingTo("7");
    assertThat(price.rates().reasoning()).isEqualByComparingTo("11");
    assertThat(price.version()).startsWith("some 2026-11-27/");
    assertThat(price.asOf()).isEqualTo("2026-11-27");
  }

  @Test
  void pricesThatAreSaidGoOverTheTable() throws Exception {
    Price price =
        price(
            Map.of(
                "vedette.provider.model", "gpt-4o",
                "vedette.provider.price.input", "1",
                "vedette.provider.price.output", "4"));
    assertThat(price.version()).isEqualTo("gpt-4o 1/1/4");
    assertThat(price.asOf()).as("options are of no day").isNull();
  }

  @Test
  void aModelInNeitherIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> price(Map.of("vedette.provider.model", "gpt-9")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith(
            "vedette.provider.model: the prices of " + PriceFile.shipped().version())
        .hasMessageContaining("have no gpt-9 at api.openai.com: set vedette.provider.price.input")
        .hasMessageContaining("vedette.prices.file");
  }

  @Test
  void thePriceOfAnotherSellerIsNotTakenForAHostThatNobodyKnows() {
    Map<String, String> elsewhere =
        Map.of(
            "vedette.provider.model", "gpt-4o",
            "vedette.provider.url", "https://llm.example.com/v1");
    assertThatThrownBy(() -> price(elsewhere))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("have no gpt-4o at llm.example.com: set");
  }

  @Test
  void whoeverTheOptionsSayItIsSellsAtItsPrice() throws Exception {
    Price price =
        price(
            Map.of(
                "vedette.provider.model", "gpt-4o",
                "vedette.provider.name", "openai",
                "vedette.provider.url", "https://llm.example.com/v1"));
    assertThat(price.rates().input()).isEqualByComparingTo("2.5");
  }

  @Test
  void aPriceForOneTokenIsASlip() {
    assertThatThrownBy(
            () ->
                price(
                    Map.of(
                        "vedette.provider.model", "gpt-4o",
                        "vedette.provider.price.input", "0.0000025",
                        "vedette.provider.price.output", "0.00001")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "vedette.provider.price.input is in US dollars for a million tokens, not for one:"
                + " 0.0000025");
  }

  @Test
  void halfAPriceIsNone() {
    assertThatThrownBy(
            () ->
                price(
                    Map.of(
                        "vedette.provider.model", "gpt-4o",
                        "vedette.provider.price.cached-input", "1")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.provider.price.input is not set");
  }

  @Test
  void aTableThatCannotBeUsedIsRefusedAlsoWhereNobodyGoesByIt(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("p.json"), "{\"gpt-4o\": {}}");
    assertThatThrownBy(
            () ->
                price(
                    Map.of(
                        "vedette.provider.model", "gpt-4o",
                        "vedette.provider.price.input", "1",
                        "vedette.provider.price.output", "4",
                        "vedette.prices.file", file.toString())))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("vedette.prices.file: " + file + ": no table with asOf");
  }

  @Test
  void eachProviderIsQuotedByItsOwnPrice() throws Exception {
    var quotes =
        Prices.quotes(
            config(
                Map.of(
                    "vedette.provider.model", "gpt-4o",
                    "vedette.fallback.url", "https://eu.api.openai.com/v1",
                    "vedette.fallback.key-file", "key",
                    "vedette.fallback.model", "gpt-5.4-nano")));
    assertThat(quotes)
        .extracting("model")
        .containsExactly("api.openai.com gpt-4o", "eu.api.openai.com gpt-5.4-nano");
    assertThat(quotes.get(1).price().version()).startsWith("gpt-5.4-nano@eu ");
    assertThat(quotes.get(0).worstCaseMicros()).isGreaterThan(quotes.get(1).worstCaseMicros());
  }

  private static Price price(Map<String, String> options) throws Exception {
    return ProviderSettings.providers(config(options)).get(0).price();
  }

  private static Configuration config(Map<String, String> given) {
    Map<String, String> options = new HashMap<>(given);
    options.putIfAbsent("vedette.provider.url", "https://api.openai.com/v1");
    options.put("vedette.provider.key-file", "key");
    return Configuration.fromMap(options);
  }
}
