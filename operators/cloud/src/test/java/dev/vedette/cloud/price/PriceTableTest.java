package dev.vedette.cloud.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.core.money.Price;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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

  @Test
  void aModelIsKnownByItsProvidersNameForIt() {
    PriceTable table =
        table("gemini/flash", "1")
            .under(table("flash", "9"))
            .under(table("azure/gpt", "2"))
            .under(table("openrouter/maker/gpt", "3"));
    String google = "https://generativelanguage.googleapis.com/v1beta";
    assertThat(input(priceAt(google, "flash", table))).isEqualByComparingTo("1");
    assertThat(input(priceAt(google, "models/flash", table))).isEqualByComparingTo("1");
    assertThat(input(priceAt(google + "/openai", "flash", table))).isEqualByComparingTo("1");
    assertThat(input(priceAt("http://127.0.0.1/v1", "flash", table))).isEqualByComparingTo("9");
    assertThat(input(priceAt("https://our.openai.azure.com/v1", "gpt", table)))
        .isEqualByComparingTo("2");
    assertThat(input(priceAt("https://openrouter.ai/api/v1", "maker/gpt", table)))
        .isEqualByComparingTo("3");
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
    BigDecimal micros = ModelEntry.plain(new BigDecimal(dollars));
    var model =
        new ModelPrice(
            key,
            "",
            true,
            new GivenRates(micros, null, null, micros, null),
            new TreeMap<>(),
            BigDecimal.ZERO,
            null,
            null);
    var models = new TreeMap<String, ModelPrice>();
    models.put(key, model);
    return new PriceTable(DAY, "test", models);
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
