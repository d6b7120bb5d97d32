package dev.vedette.cloud.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.core.money.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

  @Test
  void theLedgerNamesTheModelTheDayAndAShortHash() {
    Price price = priceAt("https://api.openai.com/v1", "gpt", table("gpt", "1")).orElseThrow();
    assertThat(price.version()).matches("gpt 2026-11-27/[0-9a-f]{8}");
  }

  @Test
  void anotherPriceIsAnotherVersionAndTheSameIsTheSame() {
    String version = table("gpt", "1").version();
    assertThat(table("gpt", "1.000").version()).isEqualTo(version);
    assertThat(table("gpt", "1.001").version()).isNotEqualTo(version);
    assertThat(table("gtp", "1").version()).isNotEqualTo(version);
    assertThat(new PriceTable(DAY, "from elsewhere", table("gpt", "1").models()).version())
        .isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, gpt, gpt, openai",
    "https://api.anthropic.com/v1, claude, claude, anthropic",
    "https://generativelanguage.googleapis.com/v1beta, flash, gemini/flash, gemini",
    "https://generativelanguage.googleapis.com/v1beta, models/flash, gemini/flash, gemini",
    "https://generativelanguage.googleapis.com/v1beta/openai, flash, gemini/flash, gemini",
    "https://our.openai.azure.com/openai/v1, gpt, azure/gpt, azure",
    "https://openrouter.ai/api/v1, maker/gpt, openrouter/maker/gpt, openrouter",
    "https://api.mistral.ai/v1, pixtral, mistral/pixtral, mistral",
    "https://api.x.ai/v1, grok, xai/grok, xai",
    "https://api.groq.com/openai/v1, llama, groq/llama, groq",
  })
  void aModelIsKnownByItsProvidersNameForIt(String url, String model, String key, String provider) {
    PriceTable table = table(key, provider, "1").under(table("other/" + model, provider, "9"));
    assertThat(input(priceAt(url, model, table))).isEqualByComparingTo("1");
    assertThat(table.has(model, URI.create(url))).isTrue();
    assertThat(table.has("none", URI.create(url))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // sold by several, and not by this name here
    "https://generativelanguage.googleapis.com/v1beta, vertex_ai",
    "https://our.openai.azure.com/openai/v1, openai",
    "https://api.mistral.ai/v1, mistral",
    "https://api.x.ai/v1, xai",
    "https://api.groq.com/openai/v1, openai",
    // somebody else's model of that name
    "https://api.openai.com/v1, azure",
    "https://api.anthropic.com/v1, openai",
    // nobody knows who sells here
    "https://llm.example.com/v1, openai",
    "http://127.0.0.1:8000/v1, openai",
  })
  void thePriceOfAnotherSellerIsNone(String url, String provider) {
    assertThat(priceAt(url, "gpt", table("gpt", provider, "1"))).isEmpty();
  }

  @Test
  void atAHostThatNobodyKnowsOnesOwnPricesCountAndThoseOfWhomTheOptionsName() {
    String host = "https://llm.example.com/v1";
    assertThat(priceAt(host, "gpt", table("gpt", "", "1"))).isPresent();
    assertThat(priceAt(host, "gpt", table("gpt", "some", "1"))).as("its name there").isPresent();
  }

  @Test
  void aHostOfARegionHasItsOwnPriceOrNone() {
    SortedMap<String, BigDecimal> uplifts = new TreeMap<>();
    uplifts.put("eu", new BigDecimal("1.1"));
    PriceTable table =
        table(model("gpt", "openai", "2", uplifts)).under(table("old", "openai", "2"));
    Price there = priceAt("https://eu.api.openai.com/v1", "gpt", table).orElseThrow();
    assertThat(there.rates().input()).isEqualByComparingTo("2.2");
    assertThat(there.rates().output()).isEqualByComparingTo("2.2");
    assertThat(there.version()).isEqualTo("gpt@eu " + table.version());
    assertThat(there.asOf()).isEqualTo(DAY);
    assertThat(input(priceAt("https://api.openai.com/v1", "gpt", table))).isEqualByComparingTo("2");
    assertThat(priceAt("https://us.api.openai.com/v1", "gpt", table)).isEmpty();
    assertThat(priceAt("https://eu.api.openai.com/v1", "old", table)).isEmpty();
  }

  @Test
  void theVersionOfTheSamePricesIsTheSameForEver() {
    SortedMap<String, BigDecimal> uplifts = new TreeMap<>();
    uplifts.put("eu", new BigDecimal("1.1"));
    assertThat(table(model("gpt", "openai", "0.000000025", uplifts)).version())
        .isEqualTo("2026-11-27/04c10471");
  }

  @Test
  void aTableUnderAnOlderOneIsAsOldAsThat() {
    PriceTable old = new PriceTable(DAY.minusDays(100), "ours", table("gpt", "1").models());
    assertThat(table("gpt", "2").under(old).asOf()).isEqualTo(DAY.minusDays(100));
    assertThat(old.under(table("gpt", "2")).asOf()).isEqualTo(DAY.minusDays(100));
  }

  @Test
  void whatCannotBeIsRefused() {
    SortedMap<String, ModelPrice> models = new TreeMap<>(table("gpt", "1").models());
    models.put("alias", models.get("gpt"));
    assertThatThrownBy(() -> new PriceTable(DAY, "test", models))
        .hasMessage("alias stands for gpt");
    assertThatThrownBy(() -> new PriceChanges(List.of("m"), List.of("m"), List.of()))
        .hasMessageStartingWith("a model in two of added, gone and changed");
    Price price = table("gpt", "1").models().get("gpt").price("v");
    assertThatThrownBy(() -> new Quote("gpt", price, "flat 1", -1))
        .hasMessage("worstCaseMicros < 0: -1");
  }

  @Test
  void aSnapshotIsNotTakenForTheModelWithoutItsDate() {
    PriceTable table = table("gpt-4o", "1");
    assertThat(priceAt("https://api.openai.com/v1", "gpt-4o", table)).isPresent();
    assertThat(priceAt("https://api.openai.com/v1", "gpt-4o-2024-05-13", table)).isEmpty();
  }

  @Test
  void ownPricesGoOverTheTableModelByModel() {
    PriceTable both = table("gpt", "1").under(table("claude", "2")).under(table("gpt", "3"));
    assertThat(both.models()).containsOnlyKeys("claude", "gpt");
    assertThat(input(priceAt("https://api.openai.com/v1", "gpt", both))).isEqualByComparingTo("3");
    assertThat(both.source()).isEqualTo("test + test + test");
    assertThat(both.asOf()).isEqualTo(DAY);
  }

  @Test
  void whatIsNewGoneAndChangedIsTold() {
    PriceTable before = table("same", "1").under(table("gone", "1")).under(table("dearer", "1"));
    PriceTable after = table("same", "1.0").under(table("new", "1")).under(table("dearer", "2"));
    PriceChanges changes = PriceChanges.between(before, after);
    assertThat(changes.added()).containsExactly("new");
    assertThat(changes.gone()).containsExactly("gone");
    assertThat(changes.changed()).containsExactly("dearer");
  }

  private static PriceTable table(String key, String dollars) {
    return table(key, "", dollars);
  }

  private static PriceTable table(String key, String provider, String dollars) {
    return table(model(key, provider, dollars, new TreeMap<>()));
  }

  private static PriceTable table(ModelPrice model) {
    var models = new TreeMap<String, ModelPrice>();
    models.put(model.key(), model);
    return new PriceTable(DAY, "test", models);
  }

  private static ModelPrice model(
      String key, String provider, String dollars, SortedMap<String, BigDecimal> uplifts) {
    BigDecimal micros = ModelEntry.plain(new BigDecimal(dollars));
    var rates = new GivenRates(micros, null, null, null, micros, null);
    return new ModelPrice(
        key,
        provider,
        true,
        new GivenPrice(rates, new TreeMap<>()),
        BigDecimal.ZERO,
        null,
        uplifts);
  }

  private static Optional<Price> priceAt(String url, String model, PriceTable table) {
    URI address = URI.create(url);
    Path keyFile = url.startsWith("https") ? Path.of("key") : null;
    return table.priceOf(model, Endpoint.of("some", address, keyFile, Dialect.spokenAt(address)));
  }

  private static BigDecimal input(Optional<Price> price) {
    return price.orElseThrow().rates().input();
  }
}
