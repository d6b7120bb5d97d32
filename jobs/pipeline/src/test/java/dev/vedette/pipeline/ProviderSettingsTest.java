package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.PictureRules;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.cloud.provider.ProviderOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSettingsTest {
  private static final String LOCAL = "http://127.0.0.1:8000/v1";

  @Test
  void modelWithoutPriceIsRefused() {
    refused(
        Map.of("vedette.provider.url", LOCAL, "vedette.provider.price.input", ""),
        "vedette.provider.price.input is not set");
  }

  @Test
  void noModelIsRefused() {
    refused(
        Map.of("vedette.provider.url", LOCAL, "vedette.provider.model", ""),
        "vedette.provider.model is not set");
  }

  @Test
  void openAiWithoutAKeyFileIsRefusedWhereverItsHostIs() {
    for (String host : new String[] {"api.openai.com", "eu.api.openai.com"}) {
      refused(
          Map.of(
              "vedette.provider.url",
              "https://%s/v1".formatted(host),
              "vedette.provider.dialect",
              "compatible"),
          "vedette.provider.key-file: %s asks for a key".formatted(host));
    }
  }

  @Test
  void addressAndNameAreTakenAsTheyAreSaid() throws Exception {
    Endpoint endpoint =
        provider(
                Map.of(
                    "vedette.provider.url", "https://api.openai.com/v2",
                    "vedette.provider.name", "the-cloud",
                    "vedette.provider.key-file", "/run/secrets/key"))
            .endpoint();
    assertThat(endpoint.baseUrl()).isEqualTo(URI.create("https://api.openai.com/v2"));
    assertThat(endpoint.provider()).isEqualTo("the-cloud");
    assertThat(endpoint.dialect()).isEqualTo(Dialect.OPENAI);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8000/v1, 127.0.0.1",
    "http://[::1]:8000/v1, ip6-1",
    "http://LLM.plant-7.example/v1, llm.plant-7.example",
  })
  void anyHostMakesAName(String url, String name) throws Exception {
    Endpoint endpoint = provider(Map.of("vedette.provider.url", url)).endpoint();
    assertThat(endpoint.provider()).isEqualTo(name);
    assertThat(endpoint.dialect()).isEqualTo(Dialect.COMPATIBLE);
  }

  @Test
  void theDialectCanBeSaidForAProxyOfOpenAi() throws Exception {
    Map<String, String> proxy =
        Map.of("vedette.provider.url", LOCAL, "vedette.provider.dialect", "openai");
    assertThat(provider(proxy).endpoint().dialect()).isEqualTo(Dialect.OPENAI);
  }

  @Test
  void theFormOfTheAnswerCanBeSaid() throws Exception {
    assertThat(provider(Map.of("vedette.provider.url", LOCAL)).model().answerFormat())
        .isEqualTo(AnswerFormat.JSON_SCHEMA);
    Map<String, String> said =
        Map.of("vedette.provider.url", LOCAL, "vedette.provider.answer-format", "json-object");
    assertThat(provider(said).model().answerFormat()).isEqualTo(AnswerFormat.JSON_OBJECT);
  }

  @Test
  void aModelThatWouldChangeTheAddressIsRefused() {
    Map<String, String> odd =
        Map.of(
            "vedette.provider.url",
            LOCAL,
            "vedette.provider.dialect",
            "gemini",
            "vedette.provider.model",
            "a?b");
    assertThatThrownBy(() -> provider(odd))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("vedette.provider.model")
        .hasMessageContaining("'a?b'");
  }

  @Test
  void picturesOfAKnownModelAreCountedByItsRule() throws Exception {
    Map<String, String> known =
        Map.of("vedette.provider.url", LOCAL, "vedette.provider.model", "gpt-4o-mini");
    assertThat(provider(known).model().pictureTokens())
        .isEqualTo(new PictureTokens.Tiles(2833, 5667));
  }

  @Test
  void picturesOfAnUnknownModelAreCountedAtTheWorstCase() throws Exception {
    assertThat(provider(Map.of("vedette.provider.url", LOCAL)).model().pictureTokens())
        .isEqualTo(PictureRules.HIGHEST);
  }

  @Test
  void theRuleForPicturesCanBeSaid() throws Exception {
    Map<String, String> said =
        Map.of(
            "vedette.provider.url", LOCAL,
            "vedette.provider.model", "gpt-4o",
            "vedette.provider.picture-tokens", "patches 1536 1.62");
    assertThat(provider(said).model().pictureTokens())
        .isEqualTo(PictureTokens.parse("patches 1536 1.62"));
  }

  @Test
  void aPriceBelowZeroIsRefusedByItsOwnName() {
    refused(
        Map.of("vedette.provider.url", LOCAL, "vedette.provider.price.output", "-1"),
        "vedette.provider.price.output < 0: -1");
  }

  @Test
  void withoutAFallbackThereIsOneProvider() throws Exception {
    assertThat(providers(Map.of("vedette.provider.url", LOCAL))).hasSize(1);
  }

  @Test
  void aFallbackHasAllThatAProviderHas() throws Exception {
    List<ProviderOptions> both = providers(withFallback(Map.of()));
    assertThat(both).hasSize(2);
    assertThat(both.get(1).road()).isEqualTo("127.0.0.1 other");
    assertThat(both.get(1).price().rates().output()).isEqualByComparingTo("9");
  }

  @Test
  void aFallbackWithoutAnAddressIsAMistake() {
    refused(
        Map.of("vedette.provider.url", LOCAL, "vedette.fallback.model", "other"),
        "vedette.fallback.model is set and vedette.fallback.url is not");
  }

  @Test
  void whatIsWrongWithAFallbackIsSaidByItsOwnName() {
    refused(withFallback(Map.of("vedette.fallback.price.output", "-1")), "vedette.fallback.price");
    refused(withFallback(Map.of("vedette.fallback.dialect", "german")), "vedette.fallback.dialect");
  }

  @Test
  void theSameProviderIsNoFallback() {
    refused(
        withFallback(Map.of("vedette.fallback.model", "some")), "is the first provider already");
  }

  private static Map<String, String> withFallback(Map<String, String> over) {
    Map<String, String> options = new HashMap<>();
    options.put("vedette.provider.url", LOCAL);
    options.put("vedette.fallback.url", LOCAL);
    options.put("vedette.fallback.model", "other");
    options.put("vedette.fallback.price.input", "2");
    options.put("vedette.fallback.price.output", "9");
    options.putAll(over);
    return options;
  }

  private static ProviderOptions provider(Map<String, String> given) throws Exception {
    return providers(given).get(0);
  }

  private static List<ProviderOptions> providers(Map<String, String> given) throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put("vedette.provider.model", "some");
    options.put("vedette.provider.price.input", "1");
    options.put("vedette.provider.price.output", "4");
    options.putAll(given);
    options.values().removeIf(String::isEmpty);
    return ProviderSettings.providers(Configuration.fromMap(options));
  }

  private static void refused(Map<String, String> given, String message) {
    assertThatThrownBy(() -> provider(given))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(message);
  }
}
