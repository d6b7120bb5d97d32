package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class AdviceTest {
  @Test
  void ofAModelThatNobodyKnowsTheRuleForPicturesIsAskedFor() throws Exception {
    assertThat(on("some", Map.of()))
        .singleElement()
        .asString()
        .contains("unknown model, some", "vedette.provider.picture-tokens");
  }

  @Test
  void thereIsNothingToSayOfAModelWhoseRuleIsKnownOrSaid() throws Exception {
    assertThat(on("gpt-4o", Map.of())).isEmpty();
    assertThat(on("some", Map.of("vedette.provider.picture-tokens", "patches 1536 1.62")))
        .isEmpty();
  }

  @Test
  void pricesThatAreOlderThanThreeMonthsAreSaidToBe() throws Exception {
    Map<String, String> byTable =
        Map.of(
            "vedette.provider.url", "http://127.0.0.1:1/v1",
            "vedette.provider.model", "some",
            "vedette.provider.picture-tokens", "flat 9",
            "vedette.prices.file", PricesTest.EXAMPLE.toString());
    var config = Configuration.fromMap(byTable);
    LocalDate asOf = LocalDate.of(2026, 11, 27);
    assertThat(Advice.on(config, asOf.plusDays(90))).isEmpty();
    assertThat(Advice.on(config, asOf.plusDays(91)))
        .singleElement()
        .asString()
        .contains("prices are of 2026-11-27, 91 days ago", "vedette prices update");
  }

  @Test
  void theAgeOfATableThatNobodyGoesByIsNothingToSay() throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put("vedette.provider.url", "http://127.0.0.1:1/v1");
    options.put("vedette.provider.model", "flat");
    options.put("vedette.prices.file", PricesTest.EXAMPLE.toString());
    options.put("vedette.provider.picture-tokens", "flat 9");
    LocalDate later = LocalDate.of(2029, 1, 1);
    assertThat(Advice.on(Configuration.fromMap(options), later))
        .as("by the table")
        .singleElement()
        .asString()
        .contains("prices are of 2026-11-27");
    options.put("vedette.provider.price.input", "1");
    options.put("vedette.provider.price.output", "4");
    assertThat(Advice.on(Configuration.fromMap(options), later)).as("by options").isEmpty();
  }

  @Test
  void onePriceForAllIsSaidToBeTooSimpleWhereTheTableHasMore() throws Exception {
    Map<String, String> table =
        Map.of(
            "vedette.prices.file",
            PricesTest.EXAMPLE.toString(),
            "vedette.provider.picture-tokens",
            "flat 9");
    for (String model : List.of("some", "tiered", "pictured")) {
      assertThat(on(model, table))
          .as(model)
          .singleElement()
          .asString()
          .startsWith(
              "vedette.provider.price.input and vedette.provider.price.output say one price")
          .contains(" for " + model + " at 127.0.0.1", "vedette.prices.file");
    }
    assertThat(on("flat", table)).isEmpty();
  }

  private static List<String> on(String model, Map<String, String> more) throws Exception {
    Map<String, String> options = new HashMap<>(more);
    options.put("vedette.provider.url", "http://127.0.0.1:1/v1");
    options.put("vedette.provider.model", model);
    options.put("vedette.provider.price.input", "1");
    options.put("vedette.provider.price.output", "4");
    return Advice.on(Configuration.fromMap(options), LocalDate.of(2029, 1, 1));
  }
}
