package dev.vedette.cloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cloud.price.PriceFile;
import dev.vedette.core.money.Price;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderOptionsTest {
  private static final Path KEY_FILE = Path.of("/run/keys/openai");
  private static final Price PRICE =
      Price.flat("test-1", new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);

  @Test
  void optionsSurviveTheJobGraph() throws Exception {
    var options = new ProviderOptions(openAi(KEY_FILE), ModelOptions.of("gpt-4o"), PRICE);
    assertThat(travelled(options)).isEqualTo(options);
    var local =
        new ProviderOptions(
            Endpoint.compatible("local", URI.create("http://10.0.0.7:8000/v1"), null),
            new ModelOptions(
                "qwen",
                10,
                0.0,
                Detail.AUTO,
                new PictureTokens.Patches(1536, BigDecimal.ONE),
                AnswerFormat.JSON_OBJECT,
                3,
                false),
            PriceFile.shipped().models().get("gemini/gemini-3.1-pro-preview").price("v"));
    assertThat(local.price().tiers()).isNotEmpty();
    assertThat(travelled(local)).isEqualTo(local);
  }

  @Test
  void theKeyIsNotInTheJobGraph(@TempDir Path folder) throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "not-to-be-seen");
    var options = new ProviderOptions(openAi(keyFile), ModelOptions.of("gpt-4o"), PRICE);
    assertThat(new String(bytes(options), StandardCharsets.ISO_8859_1))
        .contains(keyFile.toString())
        .doesNotContain("not-to-be-seen");
    assertThat(options.toString()).doesNotContain("not-to-be-seen");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com/v1",
        "http://127.example.com/v1",
        "http://localhost.example.com/v1",
        "http://10.0.0.7/v1"
      })
  void aKeyNeverCrossesTheNetworkInTheClear(String url) {
    assertThatThrownBy(() -> Endpoint.compatible("local", URI.create(url), KEY_FILE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the key would cross the network in the clear to %s: use https, or no key file"
                .formatted(url));
    assertThat(Endpoint.compatible("local", URI.create(url), null).baseUrl()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:8000/v1", "http://localhost/v1", "http://[::1]:8000/v1"})
  void loopbackMayBeAskedInTheClear(String url) {
    assertThat(Endpoint.compatible("local", URI.create(url), KEY_FILE).keyFile())
        .isEqualTo(KEY_FILE);
  }

  @Test
  void baseUrlsThatCannotWorkAreRefused() {
    refused("ftp://api.example.com/v1", "neither http nor https: ftp://api.example.com/v1");
    refused("api.example.com/v1", "neither http nor https: api.example.com/v1");
    refused("https:///v1", "no host in the base URL: https:///v1");
    refused("https://h/v1?a=b", "a base URL has no query and no fragment: https://h/v1?a=b");
  }

  @Test
  void credentialsInTheBaseUrlAreRefusedWithoutBeingRepeated() {
    assertThatThrownBy(
            () -> Endpoint.compatible("x", URI.create("https://me:hidden@host/v1"), null))
        .hasMessage("the base URL of host host carries credentials: use a key file");
  }

  @Test
  void aSlashAtTheEndOfTheBaseUrlMakesNoDifference() {
    assertThat(Endpoint.compatible("x", URI.create("https://h/v1/"), null).at("/chat/completions"))
        .hasToString("https://h/v1/chat/completions");
    assertThat(openAi(KEY_FILE).at("/chat/completions"))
        .hasToString("https://api.openai.com/v1/chat/completions");
  }

  @Test
  void otherImpossibleOptionsAreRefused() {
    assertThatThrownBy(() -> Endpoint.compatible("Open AI", URI.create("https://h"), null))
        .hasMessage("not a provider's name: 'Open AI'");
    assertThatThrownBy(
            () ->
                new Endpoint(
                    "x", URI.create("https://h"), null, Dialect.OPENAI, Duration.ZERO, null))
        .hasMessage("connectTimeout <= 0: PT0S");
    assertThatThrownBy(() -> ModelOptions.of(" ")).hasMessage("the model has no name");
    assertThatThrownBy(() -> model(0, null)).hasMessage("maxOutputTokens < 1: 0");
    assertThatThrownBy(() -> model(1, Double.NaN)).hasMessage("temperature is not in 0..2: NaN");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, OPENAI",
    "https://EU.api.OpenAI.com/v1, OPENAI",
    "https://acme.openai.azure.com/openai/v1, OPENAI",
    "https://openai.azure.com.example.com/v1, COMPATIBLE",
    "https://notopenai.com/v1, COMPATIBLE",
    "https://api.openai.com.example.com/v1, COMPATIBLE",
    "http://127.0.0.1:8000/v1, COMPATIBLE",
    "https://api.anthropic.com/v1, ANTHROPIC",
    "https://api.anthropic.com.example.com/v1, COMPATIBLE",
    "https://generativelanguage.googleapis.com/v1beta, GEMINI",
    "https://generativelanguage.googleapis.com/v1beta/openai, COMPATIBLE",
    "https://generativelanguage.googleapis.com/v1beta/openai/, COMPATIBLE",
  })
  void theDialectIsToldFromTheWholeHost(String url, Dialect dialect) {
    assertThat(Dialect.spokenAt(URI.create(url))).isEqualTo(dialect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "https://api.anthropic.com/v1",
        "https://generativelanguage.googleapis.com/v1beta",
      })
  void whoAnswersNobodyWithoutAKeyIsNotAskedWithoutOne(String url) {
    URI at = URI.create(url);
    assertThatThrownBy(() -> Endpoint.of("x", at, null, Dialect.spokenAt(at)))
        .hasMessage(at.getHost() + " asks for a key: name the file that has it");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/v1, api.example.com",
    "https://Api.Example.COM/v1, api.example.com",
    "http://10.0.0.7:8000/v1, 10.0.0.7",
    "http://[::1]:8000/v1, ip6-1",
    "http://[2001:db8::7]/v1, ip6-2001-db8-7",
    "https://a-host-with-a-really-long-named.example.com/v1, a-host-with-a-really-long-named",
    "https://llm.example.com./v1, llm.example.com",
  })
  void aProvidersNameCanBeMadeOfAnyHost(String url, String name) {
    assertThat(Endpoint.nameOf(URI.create(url))).isEqualTo(name);
    assertThat(Endpoint.compatible(name, URI.create(url), null).provider()).isEqualTo(name);
  }

  @Test
  void openAiIsNotAskedWithoutAKey() {
    for (Dialect dialect : Dialect.values()) {
      assertThatThrownBy(
              () -> Endpoint.of("x", URI.create("https://eu.api.openai.com/v1"), null, dialect))
          .hasMessage("eu.api.openai.com asks for a key: name the file that has it");
    }
  }

  private static Endpoint openAi(Path keyFile) {
    return Endpoint.of("openai", URI.create("https://api.openai.com/v1"), keyFile, Dialect.OPENAI);
  }

  private static ModelOptions model(int maxOutputTokens, Double temperature) {
    return new ModelOptions(
        "m",
        maxOutputTokens,
        temperature,
        Detail.LOW,
        PictureTokens.GPT_4O,
        AnswerFormat.JSON_SCHEMA,
        1,
        true);
  }

  private static void refused(String url, String message) {
    assertThatThrownBy(() -> Endpoint.compatible("x", URI.create(url), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Object travelled(Object options) throws Exception {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes(options)))) {
      return in.readObject();
    }
  }

  private static byte[] bytes(Object options) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    return bytes.toByteArray();
  }
}
