package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Bodies;
import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.anthropic.Messages;
import dev.vedette.cloud.gemini.GenerateContent;
import dev.vedette.cloud.openai.ChatCompletions;
import dev.vedette.cloud.openai.Responses;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.prompt.Shown;
import dev.vedette.cloud.protocol.Protocol;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.privacy.PreparedPicture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for each way to ask, whoever is asked. */
class EveryProtocolTest {
  private static final URI SERVER = URI.create("http://127.0.0.1:9/v1");
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES = Questions.bearing();
  private static final Question REPAIRED = Questions.repaired(SAMPLES, "gpt-4o", "Well \"well\".");
  private static final ModelOptions MODEL = ModelOptions.of("gpt-4o");
  private static final Shown WITHOUT_PIXELS = Shown.withoutPixels(MODEL, PICTURE);

  @TempDir Path folder;

  static List<Protocol> protocols() {
    Prompt prompt = Prompt.shipped();
    ModelOptions model = ModelOptions.of("gpt-4o");
    return List.of(
        new ChatCompletions(spoken(Dialect.OPENAI), model, prompt),
        new ChatCompletions(spoken(Dialect.COMPATIBLE), model, prompt),
        new Responses(spoken(Dialect.RESPONSES), model, prompt),
        new Messages(spoken(Dialect.ANTHROPIC), model, prompt),
        new GenerateContent(spoken(Dialect.GEMINI), model, prompt));
  }

  private static Endpoint spoken(Dialect dialect) {
    return Endpoint.of("test", SERVER, null, dialect);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void theSameQuestionGivesTheSameBytes(Protocol protocol) {
    assertThat(Bodies.of(protocol, PICTURE))
        .isEqualTo(Bodies.of(protocol, Questions.picture(336, 252)));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void noDeviceTenantEventEpisodeOrTimeLeavesTheSite(Protocol protocol) {
    for (Question question : List.of(PICTURE, SAMPLES, REPAIRED)) {
      assertThat(new String(Bodies.of(protocol, question), StandardCharsets.UTF_8))
          .doesNotContain(Questions.PRIVATE)
          .doesNotContain(question.inferenceId());
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void onlyThePixelsDifferWhereThePictureIsLeftOut(Protocol protocol) {
    String whole = new String(Bodies.of(protocol, PICTURE), StandardCharsets.UTF_8);
    String without = new String(protocol.body(WITHOUT_PIXELS), StandardCharsets.UTF_8);
    String pixels =
        Base64.getEncoder().encodeToString(PICTURE.evidence().frames().get(0).picture().jpeg());

    assertThat(whole).containsOnlyOnce(pixels);
    assertThat(whole.replace(pixels, "")).isEqualTo(without);
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aRepairIsTheQuestionAndTwoTurnsMore(Protocol protocol) {
    String repaired = new String(Bodies.of(protocol, REPAIRED), StandardCharsets.UTF_8);
    assertThat(repaired).containsOnlyOnce("Well \\\"well\\\".");
    assertThat(repaired).containsOnlyOnce("That was not the answer");
    assertThat(repaired.indexOf("Alarm: ")).isLessThan(repaired.indexOf("Well"));
    assertThat(repaired.indexOf("Well")).isLessThan(repaired.indexOf("That was not"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aKeyGoesInAHeaderAndNowhereElse(Dialect dialect) throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "not-to-be-seen");
    try (var server = ScriptedServer.answering(500, "{}");
        var brain = Brains.open(server.baseUrl(), keyFile, dialect, "gpt-4o")) {
      Brains.failure(brain, PICTURE, Brains.AMPLE);
      ScriptedServer.Heard heard = server.heard.element();
      assertThat(heard.head()).contains("not-to-be-seen");
      assertThat(heard.head().lines().findFirst().orElseThrow()).doesNotContain("not-to-be-seen");
      assertThat(heard.body()).doesNotContain("not-to-be-seen");
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void whatIsReservedAreTheBytesOfTheTextAndThePicturesRule(Protocol protocol) {
    ModelOptions model = ModelOptions.of("gpt-4o");
    var costs = new Costs(protocol, () -> "shipped", model, Brains.PRICE);
    long words = protocol.body(WITHOUT_PIXELS).length;
    assertThat(costs.worstCase(PICTURE).usage()).isEqualTo(new TokenUsage(words + 85, 0, 200));
    long table = protocol.body(Shown.withoutPixels(model, SAMPLES)).length;
    assertThat(costs.worstCase(SAMPLES).usage()).isEqualTo(new TokenUsage(table + 85, 0, 200));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void whatIsSentCanCostWhatWasReserved(Protocol protocol) {
    for (ModelOptions model : List.of(MODEL, MODEL.withMostPictures(2))) {
      var costs = new Costs(protocol, () -> "shipped", model, Brains.PRICE);
      for (Question question :
          List.of(PICTURE, SAMPLES, REPAIRED, Questions.frames(0.7, 0.9, 0.8))) {
        Sent sent = costs.toSend(question);
        assertThat(sent.body()).isEqualTo(protocol.body(Shown.to(model, question)));
        assertThat(sent.worstCase()).isEqualTo(costs.worstCase(question));
        assertThat(sent.pictures()).isEqualTo(Shown.to(model, question).pictures().size());
      }
    }
  }

  /** So what is reserved for a repair is enough for the question. */
  @ParameterizedTest
  @MethodSource("protocols")
  void aRepairCostsMoreThanWhatItRepairs(Protocol protocol) {
    var costs = new Costs(protocol, () -> "shipped", MODEL, Brains.PRICE);
    for (Question question : List.of(PICTURE, SAMPLES, REPAIRED, Questions.frames(0.7, 0.9, 0.8))) {
      long repaired =
          costs.worstCase(question.knowing(LongestUseless.of("openai", "gpt-4o"))).usage().total();
      assertThat(repaired).isGreaterThan(costs.worstCase(question.plain()).usage().total());
      assertThat(repaired).isGreaterThanOrEqualTo(costs.worstCase(question).usage().total());
    }
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void severalPicturesAreShownInTheOrderOfTimeAndPaidForOneByOne(Protocol protocol) {
    Question frames = Questions.frames(0.7, 0.9, 0.8);
    String body = new String(Bodies.of(protocol, frames), StandardCharsets.UTF_8);

    int[] places =
        frames.evidence().frames().stream()
            .mapToInt(frame -> body.indexOf(encoded(frame.picture())))
            .toArray();
    assertThat(places).isSorted().doesNotContain(-1);
    assertThat(body).contains("3 pictures").contains("0, 1.5, 3 seconds");
    var costs = new Costs(protocol, () -> "shipped", MODEL, Brains.PRICE);
    long words = protocol.body(Shown.withoutPixels(MODEL, frames)).length;
    assertThat(costs.worstCase(frames).usage()).isEqualTo(new TokenUsage(words + 3 * 85, 0, 200));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void aModelIsShownTheBestOfThePicturesThatItTakes(Protocol protocol) {
    Question frames = Questions.frames(0.7, 0.9, 0.8);
    String body =
        new String(
            protocol.body(Shown.to(MODEL.withMostPictures(2), frames)), StandardCharsets.UTF_8);

    assertThat(frames.evidence().frames())
        .extracting(frame -> body.contains(encoded(frame.picture())))
        .containsExactly(false, true, true);
    assertThat(body).contains("2 pictures").contains("1.5, 3 seconds");
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void samplesArePlottedWhereTheModelTakesPictures(Protocol protocol) {
    Shown plotted = Shown.to(MODEL, SAMPLES);
    String body = new String(protocol.body(plotted), StandardCharsets.UTF_8);

    assertThat(body).contains(encoded(plotted.pictures().get(0))).contains("The picture plots");
    assertThat(new String(Bodies.of(protocol, SAMPLES), StandardCharsets.UTF_8))
        .doesNotContain("The picture plots")
        .doesNotContain("image/jpeg");
  }

  private static String encoded(PreparedPicture picture) {
    return Base64.getEncoder().encodeToString(picture.jpeg());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatPassesMayBeAskedAgainAfterTheProvidersWait(Dialect dialect) throws Exception {
    assertThat(failure(dialect, 429, "retry-after: 7\r\n").askAgainAfter())
        .contains(Duration.ofSeconds(7));
    for (int status : new int[] {408, 409, 429, 500, 502, 503, 504, 529}) {
      assertThat(failure(dialect, status, "").askAgainAfter())
          .as("status %d", status)
          .contains(Duration.ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatSomebodyHasToMendFirstIsNotAskedAgain(Dialect dialect) throws Exception {
    for (int status : new int[] {301, 400, 401, 402, 403, 404, 413, 422, 501, 505}) {
      assertThat(failure(dialect, status, "retry-after: 7\r\n").askAgainAfter())
          .as("status %d", status)
          .isEmpty();
    }
    assertThat(failure(dialect, 503, "x-should-retry: false\r\n").askAgainAfter()).isEmpty();
    assertThat(failure(dialect, 200, "").askAgainAfter()).as("no answer in it").isEmpty();
  }

  private static BrainException failure(Dialect dialect, int status, String headers)
      throws Exception {
    try (var server = ScriptedServer.playing(line -> line.answer(status, headers, "{}"));
        var brain = Brains.open(server.baseUrl(), null, dialect, "gpt-4o")) {
      return Brains.failure(brain, PICTURE, Brains.AMPLE);
    }
  }

  @Test
  void everyProtocolIsTried() {
    assertThat(protocols()).hasSameSizeAs(Dialect.values());
  }
}
