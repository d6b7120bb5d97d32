package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.key.KeyFileException;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Detail;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.event.Samples;
import dev.vedette.core.money.Price;
import dev.vedette.core.verdict.Reason;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderBrainTest {
  private static final Question QUESTION = Questions.picture(336, 252);
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/v1");
  private static final String CONFIRMED =
      """
      {"id": "chatcmpl-1", "choices": [{"finish_reason": "stop", "message": {"role": "assistant",
       "content": "{\\"confirmed\\": true, \\"description\\": \\"A face at the door.\\"}"}}],
       "usage": {"prompt_tokens": 300, "completion_tokens": 20,
                 "completion_tokens_details": {"reasoning_tokens": 8},
                 "prompt_tokens_details": {"cached_tokens": 100}}}
      """;

  @TempDir Path folder;

  @Test
  void aQuestionIsAnsweredWithWhatItCost() throws Exception {
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), null)) {
      Answer answer = Brains.answer(brain, QUESTION);
      assertThat(answer.opinion()).isEqualTo(Opinion.CONFIRMED);
      assertThat(answer.text()).isEqualTo("A face at the door.");
      assertThat(answer.usage()).isEqualTo(new TokenUsage(200, 100, 0, 12, 8));
      assertThat(answer.costMicros()).isEqualTo(200 * 5 / 2 + 125 + 200);
      assertThat(answer.provider()).isEqualTo("test");
      assertThat(answer.model()).isEqualTo("gpt-4o");
      assertThat(answer.requestId()).isEqualTo("chatcmpl-1");
      assertThat(answer.cloudMicros()).isPositive();
      assertThat(answer.simulated()).isFalse();
      ScriptedServer.Heard heard = server.heard.element();
      assertThat(heard.head()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
      assertThat(heard.head()).doesNotContainIgnoringCase("upgrade");
      assertThat(heard.header("x-client-request-id")).isEqualTo("inference-1");
      assertThat(heard.header("content-type")).isEqualTo("application/json");
      assertThat(heard.header("authorization")).isEmpty();
      assertThat(answer.sentBytes()).isEqualTo(heard.body().length());
      assertThat(new ObjectMapper().readTree(heard.body()).path("max_tokens").asInt())
          .isEqualTo(200);
    }
  }

  @Test
  void theProvidersOwnRequestIdIsKept() throws Exception {
    try (var server =
            ScriptedServer.playing(line -> line.answer(200, "x-request-id: req-9\r\n", CONFIRMED));
        var brain = Brains.open(server.baseUrl(), null)) {
      assertThat(Brains.answer(brain, QUESTION).requestId()).isEqualTo("req-9");
    }
  }

  @Test
  void aSimulatedProviderIsTakenAtItsWord() throws Exception {
    try (var server =
            ScriptedServer.answering(200, CONFIRMED.replaceFirst("\\{", "{\"simulated\": true,"));
        var brain = Brains.open(server.baseUrl(), null)) {
      assertThat(Brains.answer(brain, QUESTION).simulated()).isTrue();
    }
  }

  @Test
  void anAnswerWithoutCountedTokensIsCountedAtTheWorstCase() throws Exception {
    for (String usage :
        List.of(
            "\"usage\": null",
            "\"usage\": {}",
            "\"usage\": {\"prompt_tokens\": -1, \"completion_tokens\": 2}",
            "\"usage\": {\"prompt_tokens\": 10000000000, \"completion_tokens\": 2}",
            "\"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 2,"
                + " \"prompt_tokens_details\": {\"cached_tokens\": 6}}",
            "\"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 2,"
                + " \"completion_tokens_details\": {\"reasoning_tokens\": 3}}")) {
      String body =
          "{\"choices\": [{\"message\": {\"content\": \"{\\\"confirmed\\\": false,"
              + " \\\"description\\\": \\\"no\\\"}\"}}], %s}".formatted(usage);
      try (var server = ScriptedServer.answering(200, body);
          var brain = Brains.open(server.baseUrl(), null)) {
        Answer answer = Brains.answer(brain, QUESTION);
        assertThat(answer.opinion()).isEqualTo(Opinion.DENIED);
        assertThat(answer.costMicros()).as(usage).isEqualTo(brain.worstCaseMicros(QUESTION));
        assertThat(answer.usage().output()).isEqualTo(200);
        assertThat(Brains.PRICE.microsOf(answer.usage())).isEqualTo(answer.costMicros());
      }
    }
  }

  @Test
  void theWorstCaseBoundsWhatAnyAnswerCanCost() throws Exception {
    try (var brain = ProviderBrain.open(detailed(Brains.PRICE), System::nanoTime)) {
      for (Question question :
          List.of(
              Questions.picture(336, 252),
              Questions.picture(4000, 3000),
              Questions.samples(new Samples(List.of("g"), 1000, new float[5000])))) {
        String text = Prompt.shipped().text(Questions.shown(question));
        long pictureTokens =
            question.evidence().frames().stream()
                .mapToLong(
                    frame ->
                        PictureTokens.GPT_4O.atMost(
                            frame.picture().width(), frame.picture().height(), Detail.HIGH))
                .sum();
        var dearest = new TokenUsage(text.length() + pictureTokens, 0, 200);
        assertThat(brain.worstCaseMicros(question))
            .isGreaterThanOrEqualTo(Brains.PRICE.microsOf(dearest));
      }
    }
  }

  @Test
  void theWorstCaseHoldsEvenWhereReadingFromACacheIsDearer() throws Exception {
    var odd = Price.flat("odd", BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE);
    var even = Price.flat("even", BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE);
    try (var first = ProviderBrain.open(detailed(odd), System::nanoTime);
        var second = ProviderBrain.open(detailed(even), System::nanoTime)) {
      assertThat(first.worstCaseMicros(QUESTION)).isEqualTo(second.worstCaseMicros(QUESTION));
    }
  }

  @Test
  void theKeyIsSentAndARotatedOneFollowsWithoutARestart() throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "first-key\n");
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), keyFile)) {
      Brains.answer(brain, QUESTION);
      Files.writeString(keyFile, "second-key\n");
      Brains.answer(brain, QUESTION);
      assertThat(server.heard)
          .extracting(heard -> heard.header("authorization"))
          .containsExactly("Bearer first-key", "Bearer second-key");
    }
  }

  @Test
  void aBrainWithoutItsKeyFileDoesNotStart() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> Brains.open(NOWHERE, missing))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("no key file: " + missing);
  }

  @Test
  void aBrainNamesItselfWithoutItsKey() throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "first-key\n");
    try (var brain = Brains.open(NOWHERE, keyFile)) {
      assertThat(brain).hasToString("gpt-4o of test at http://127.0.0.1:9/v1/chat/completions");
      assertThat(brain.provider()).isEqualTo("test");
      assertThat(brain.model()).isEqualTo("gpt-4o");
      assertThat(brain.priceVersion()).isEqualTo("test-1");
    }
  }

  @Test
  void oneConnectionServesManyCalls() throws Exception {
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), null)) {
      for (int i = 0; i < 20; i++) {
        Brains.answer(brain, QUESTION);
      }
      assertThat(server.heard).hasSize(20);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeAskedIsNotSent() throws Exception {
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), null)) {
      BrainException nothing = Brains.failure(brain, Questions.withNothingToShow(), Brains.AMPLE);
      assertThat(nothing.reason()).isEqualTo(Reason.ERROR);
      assertThat(nothing.billing()).isEqualTo(Billing.NOT_BILLED);
      BrainException late = Brains.failure(brain, QUESTION, Duration.ofMillis(-3));
      assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(late.billing()).isEqualTo(Billing.NOT_BILLED);
      assertThat(late).hasMessage("no time left to ask: PT-0.003S");
      assertThat(brain.ask(QUESTION, "two\r\nlines", Brains.AMPLE))
          .failsWithin(Brains.AMPLE)
          .withThrowableThat()
          .withCauseInstanceOf(BrainException.class);
      assertThat(server.accepted()).isZero();
    }
  }

  private static ProviderOptions detailed(Price price) {
    var model =
        new ModelOptions(
            "gpt-4o",
            200,
            null,
            Detail.HIGH,
            PictureTokens.GPT_4O,
            AnswerFormat.JSON_SCHEMA,
            8,
            true);
    return new ProviderOptions(Endpoint.compatible("test", NOWHERE, null), model, price);
  }
}
