package dev.vedette.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.core.event.JpegSize;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.TokenRates;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class SimulatedProviderTest {
  private static final ProviderScript PLAIN = ProviderScript.faultless();

  @Test
  void anAnswerLooksLikeOpenAisAndSaysThatItIsSimulated() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.confirming(1).caching(0.5))) {
      var answer = new Caller(provider).ask("one", Caller.text("1234"));

      JsonNode root = Caller.json(answer);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-request-id")).hasValue("simulated-1");
      assertThat(root.path("simulated").asBoolean()).isTrue();
      assertThat(root.path("id").asText()).isEqualTo("chatcmpl-simulated-1");
      assertThat(root.path("model").asText()).isEqualTo("gpt-4o");
      JsonNode said =
          Caller.JSON.readTree(
              root.path("choices").path(0).path("message").path("content").asText());
      assertThat(said.path("confirmed").asBoolean()).isTrue();
      assertThat(said.path("description").asText()).startsWith("simulated: ");
      JsonNode usage = root.path("usage");
      assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(3);
      assertThat(usage.path("prompt_tokens_details").path("cached_tokens").asInt()).isEqualTo(1);
      assertThat(usage.path("completion_tokens").asInt()).isEqualTo(24);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "512, 512, high, 255",
    "513, 512, high, 425",
    "336, 252, auto, 255",
    "640, 480, high, 425",
    "2048, 4096, high, 1105",
    "640, 480, low, 85"
  })
  void aPictureCountsByItsTiles(int width, int height, String detail, int tokens) throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN)) {
      var answer = new Caller(provider).ask("p", Caller.picture("1234", width, height, detail));

      int counted = Caller.json(answer).path("usage").path("prompt_tokens").asInt();
      assertThat(counted).isEqualTo(3 + tokens);
    }
  }

  @Test
  void theSameQuestionIsAnsweredTheSameAndBilledAgain() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.confirming(0.5))) {
      var caller = new Caller(provider);
      String first = content(caller.ask("a/1", Caller.text("who")));
      String second = content(caller.ask("a/1", Caller.text("who")));

      assertThat(second).isEqualTo(first);
      assertThat(provider.books().answered("a/")).hasSize(2);
      assertThat(provider.books().answered("b/")).isEmpty();
      // 3 prompt tokens at 2.50 and 24 at 10: 247.5, rounded up.
      assertThat(provider.books().totals().billedMicros()).isEqualTo(2 * 248);
    }
  }

  @Test
  void aboutTheWantedShareIsConfirmed() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN.confirming(0.3))) {
      var caller = new Caller(provider);
      int confirmed = 0;
      for (int i = 0; i < 300; i++) {
        confirmed += content(caller.ask("c", Caller.text("q" + i))).contains("true") ? 1 : 0;
      }
      assertThat(confirmed).isBetween(60, 120);
    }
  }

  @Test
  void oneThatLooksConfirmsWhatThePicturesShow() throws Exception {
    String wide = Caller.picture("who", 640, 480, "high");
    String narrow = Caller.picture("who", 64, 48, "high");
    var setup =
        ProviderSetup.DEFAULTS.seeing(jpeg -> JpegSize.scan(jpeg).orElseThrow().width() == 640);
    try (var provider = SimulatedProvider.start(PLAIN.confirming(0), setup)) {
      var caller = new Caller(provider);
      assertThat(content(caller.ask("s", wide))).contains("true");
      assertThat(content(caller.ask("s", narrow))).contains("false");
      assertThat(content(caller.ask("s", Caller.text("who")))).contains("false");
    }
  }

  @Test
  void everyCallIsInTheBooks() throws Exception {
    var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    var setup = ProviderSetup.DEFAULTS.timedBy(now::get);
    try (var provider = SimulatedProvider.start(PLAIN.caching(1), setup)) {
      String body = Caller.text("1234");
      new Caller(provider).ask("r-1", body);

      assertThat(provider.books().calls())
          .containsExactly(
              new BookEntry(
                  "r-1",
                  "simulated-1",
                  "gpt-4o",
                  now.get(),
                  now.get(),
                  new ChatTokens(3, 3, 0, 24, 0),
                  200,
                  body.length(),
                  244));
    }
  }

  @Test
  void moreThanTheRateIsRefused() throws Exception {
    var now = new AtomicReference<>(Instant.EPOCH);
    var setup = ProviderSetup.DEFAULTS.timedBy(now::get);
    try (var provider = SimulatedProvider.start(PLAIN.limitedTo(2), setup)) {
      var caller = new Caller(provider);
      assertThat(caller.ask("1", Caller.text("x")).statusCode()).isEqualTo(200);
      assertThat(caller.ask("2", Caller.text("x")).statusCode()).isEqualTo(200);
      assertThat(caller.ask("3", Caller.text("x")).statusCode()).isEqualTo(429);
      now.set(Instant.EPOCH.plusMillis(500));
      assertThat(caller.ask("4", Caller.text("x")).statusCode()).isEqualTo(200);
      assertThat(caller.ask("5", Caller.text("x")).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void whereRefusedCallsCountWhoeverGoesOnCallingIsRefusedAndWhoeverWaitsIsNot() throws Exception {
    var now = new AtomicReference<>(Instant.EPOCH);
    var setup = ProviderSetup.DEFAULTS.timedBy(now::get);
    var script = PLAIN.limitedTo(2).countingRefused();
    try (var provider = SimulatedProvider.start(script, setup)) {
      var caller = new Caller(provider);
      assertThat(caller.ask("1", Caller.text("x")).statusCode()).isEqualTo(200);
      assertThat(caller.ask("2", Caller.text("x")).statusCode()).isEqualTo(200);
      for (int tenth = 0; tenth < 20; tenth++) {
        now.set(Instant.EPOCH.plusMillis(100 * tenth));
        assertThat(caller.ask("knock-" + tenth, Caller.text("x")).statusCode()).isEqualTo(429);
      }
      now.set(now.get().plusMillis(500));
      assertThat(caller.ask("3", Caller.text("x")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void onlyWhoBearsTheKeyIsAnswered() throws Exception {
    var setup = ProviderSetup.DEFAULTS.guardedBy("not-a-secret");
    try (var provider = SimulatedProvider.start(PLAIN, setup)) {
      var caller = new Caller(provider);
      assertThat(caller.ask("1", Caller.text("x")).statusCode()).isEqualTo(401);
      var keyed =
          caller.request("2", Caller.text("x")).header("Authorization", "Bearer not-a-secret");
      assertThat(caller.send(keyed).statusCode()).isEqualTo(200);
      assertThat(setup.toString()).doesNotContain("not-a-secret");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | JSON",
        "{} | model",
        "{\"model\":\"m\"} | messages",
        "{\"model\":\"m\",\"messages\":[{\"content\":[{\"type\":\"x\"}]}]} | type",
        "{\"model\":\"m\",\"messages\":[{\"content\":[{\"type\":\"image_url\"}]}]} | JPEG"
      })
  void whatIsNotTheProtocolIsRefused(String body, String why) throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN)) {
      var answer = new Caller(provider).ask("bad", body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains(why);
    }
  }

  @Test
  void otherPathsAreUnknown() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN)) {
      var request = HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/models"));
      assertThat(new Caller(provider).send(request).statusCode()).isEqualTo(404);
      assertThat(provider.books().calls()).isEmpty();
    }
  }

  @Test
  void oldEntriesMakeRoomButStayCounted() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN, ProviderSetup.DEFAULTS.keeping(2))) {
      var caller = new Caller(provider);
      for (int i = 0; i < 5; i++) {
        caller.ask("k-" + i, Caller.text("x"));
      }
      assertThat(provider.books().calls("k-"))
          .extracting(BookEntry::requestId)
          .containsExactly("k-3", "k-4");
      assertThat(provider.books().totals().answered()).isEqualTo(5);
    }
  }

  @Test
  void anAnswerWithoutLatencyComesAtOnce() throws Exception {
    try (var provider = SimulatedProvider.start(PLAIN)) {
      var caller = new Caller(provider);
      var nanos = new long[100];
      for (int i = 0; i < nanos.length; i++) {
        long start = System.nanoTime();
        caller.ask("fast", Caller.text("x"));
        nanos[i] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      // A delayed acknowledgement takes 40 ms.
      assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofMillis(30));
    }
  }

  private static String content(HttpResponse<String> answer) throws Exception {
    return Caller.json(answer).path("choices").path(0).path("message").path("content").asText();
  }

  @Test
  void everyClassOfTokensIsToldAndBilledAtItsOwnPrice() throws Exception {
    var rates =
        new TokenRates(
            BigDecimal.valueOf(2),
            BigDecimal.ONE,
            BigDecimal.valueOf(3),
            BigDecimal.TEN,
            BigDecimal.valueOf(20));
    var price = new Price("p", rates, List.of(), BigDecimal.ZERO);
    var script = PLAIN.caching(0.25).cacheWriting(0.5).reasoning(40).pricedAt(price);
    try (var provider = SimulatedProvider.start(script)) {
      var answer = new Caller(provider).ask("one", Caller.text("x".repeat(392)));

      JsonNode usage = Caller.json(answer).path("usage");
      int prompt = usage.path("prompt_tokens").asInt();
      int cached = usage.path("prompt_tokens_details").path("cached_tokens").asInt();
      int written = usage.path("prompt_tokens_details").path("cache_write_tokens").asInt();
      int reasoning = usage.path("completion_tokens_details").path("reasoning_tokens").asInt();
      assertThat(cached).isEqualTo(prompt / 4);
      assertThat(written).isEqualTo(prompt / 2);
      assertThat(reasoning).isBetween(0, 40);
      assertThat(usage.path("completion_tokens").asInt()).isEqualTo(24 + reasoning);
      assertThat(provider.books().totals().billedMicros())
          .isEqualTo(
              2L * (prompt - cached - written) + cached + 3L * written + 240 + 20L * reasoning);
    }
  }

  @Test
  void itsUsageSheetHasWhatWasBilledAndNothingElse() throws Exception {
    var script = PLAIN.failingFirst(1, Fault.rateLimited(Duration.ofSeconds(1)));
    try (var provider = SimulatedProvider.start(script)) {
      var caller = new Caller(provider);
      caller.ask("refused", Caller.text("who"));
      caller.ask("a,\"b\"", Caller.text("who"));
      var sheet = new StringBuilder();
      UsageSheet.write(provider.books().calls(), sheet);

      assertThat(sheet.toString().lines()).hasSize(2);
      assertThat(sheet.toString().lines().toList().get(1))
          .startsWith("\"a,\"\"b\"\"\",\"simulated-2\",")
          .endsWith(",\"gpt-4o\",3,0,0,24,0,0.000248,USD");
    }
  }
}
