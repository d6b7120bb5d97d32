package dev.vedette.cloud.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Bodies;
import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Golden;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.brain.ProviderBrain;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.ProviderOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.money.Price;
import dev.vedette.core.money.TokenRates;
import dev.vedette.core.verdict.Reason;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anthropic's Messages as they are published. */
class MessagesTest {
  private static final String MODEL = "claude-haiku-4-5";
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES = Questions.bearing();

  private static final String CONFIRMED =
      """
      {"id": "msg_1", "type": "message", "role": "assistant", "model": "claude-haiku-4-5",
       "content": [
         {"type": "thinking", "thinking": "Two eyes.", "signature": "s"},
         {"type": "text",
          "text": "{\\"confirmed\\": true, \\"description\\": \\"A face at the door.\\"}"}],
       "stop_reason": "end_turn", "stop_sequence": null,
       "usage": {"input_tokens": 190, "cache_creation_input_tokens": 10,
                 "cache_read_input_tokens": 100, "output_tokens": 20}}
      """;

  @TempDir Path folder;

  @Test
  void theBytesAreTheReviewedOnes() throws Exception {
    var endpoint =
        Endpoint.of("test", URI.create("http://127.0.0.1:9/v1"), null, Dialect.ANTHROPIC);
    var messages = new Messages(endpoint, ModelOptions.of(MODEL), Prompt.shipped());
    Golden.check("request-picture-anthropic.json", Bodies.pretty(messages, PICTURE));
    Golden.check("request-samples-anthropic.json", Bodies.pretty(messages, SAMPLES));
    Golden.check(
        "request-repair-anthropic.json",
        Bodies.pretty(messages, Questions.repaired(PICTURE, MODEL, "Yes, a face.")));
  }

  @Test
  void theTextIsTheAnswerAndTokensAreCountedApart() throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "first-key");
    try (var server =
            ScriptedServer.playing(line -> line.answer(200, "request-id: req_9\r\n", CONFIRMED));
        var brain = Brains.open(server.baseUrl(), keyFile, Dialect.ANTHROPIC, MODEL)) {
      Answer answer = Brains.answer(brain, PICTURE);
      assertThat(answer.opinion()).isEqualTo(Opinion.CONFIRMED);
      assertThat(answer.text()).isEqualTo("A face at the door.");
      assertThat(answer.usage()).isEqualTo(new TokenUsage(190, 100, 10, 20, 0));
      assertThat(answer.requestId()).isEqualTo("req_9");
      ScriptedServer.Heard heard = server.heard.element();
      assertThat(heard.head()).startsWith("POST /v1/messages HTTP/1.1\r\n");
      assertThat(heard.header("x-api-key")).isEqualTo("first-key");
      assertThat(heard.header("anthropic-version")).isEqualTo("2023-06-01");
      assertThat(heard.header("authorization")).isEmpty();
    }
  }

  @Test
  void whatIsWrittenForAnHourCostsMore() throws Exception {
    String reply =
        CONFIRMED.replace(
            "\"output_tokens\": 20",
            "\"cache_creation\": {\"ephemeral_5m_input_tokens\": 4,"
                + " \"ephemeral_1h_input_tokens\": 6}, \"output_tokens\": 20");
    var rates =
        new TokenRates(
            BigDecimal.valueOf(4),
            BigDecimal.ONE,
            BigDecimal.valueOf(5),
            BigDecimal.valueOf(8),
            BigDecimal.TEN,
            BigDecimal.TEN);
    try (var server = ScriptedServer.answering(200, reply);
        var brain =
            ProviderBrain.open(
                new ProviderOptions(
                    Endpoint.of("test", server.baseUrl(), null, Dialect.ANTHROPIC),
                    ModelOptions.of(MODEL),
                    new Price("p", rates, List.of(), BigDecimal.ZERO)),
                System::nanoTime)) {
      Answer answer = Brains.answer(brain, PICTURE);
      assertThat(answer.usage()).isEqualTo(new TokenUsage(190, 100, 10, 20, 0));
      assertThat(answer.costMicros()).isEqualTo(4 * 190 + 100 + 5 * 4 + 8 * 6 + 10 * 20);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"input_tokens\": 0, \"output_tokens\": 0}",
        "{\"input_tokens\": 0, \"output_tokens\": 7}",
        "{\"input_tokens\": 9, \"output_tokens\": 7, \"cache_creation_input_tokens\": 1,"
            + " \"cache_creation\": {\"ephemeral_1h_input_tokens\": 2}}",
      })
  void countsThatCannotBeTrueAreCountedAtTheWorstCase(String usage) throws Exception {
    String reply = CONFIRMED.substring(0, CONFIRMED.indexOf("{\"input_tokens")) + usage + "}";
    try (var server = ScriptedServer.answering(200, reply);
        var brain = Brains.open(server.baseUrl(), null, Dialect.ANTHROPIC, MODEL)) {
      assertThat(Brains.answer(brain, PICTURE).costMicros())
          .isEqualTo(brain.worstCaseMicros(PICTURE));
    }
  }

  @Test
  void wordsInPlaceOfAnAnswerAreBilledAndGoBackToTheModel() throws Exception {
    BrainException failure =
        Brains.uselessReply(Dialect.ANTHROPIC, MODEL, Bodies.saying(CONFIRMED, "A face."));
    assertThat(failure).hasMessage("not by the answer's schema: no JSON object");
    Answer written = failure.written().orElseThrow();
    assertThat(written.text()).isEqualTo("A face.");
    assertThat(written.isRepairable()).isTrue();
    assertThat(written.usage()).isEqualTo(new TokenUsage(190, 100, 10, 20, 0));
  }

  @Test
  void whatIsKeptBackIsBilledByItsCountsAndNotRepaired() throws Exception {
    BrainException failure =
        Brains.uselessReply(Dialect.ANTHROPIC, MODEL, CONFIRMED.replace("end_turn", "refusal"));
    assertThat(failure).hasMessage("the model refuses");
    Answer written = failure.written().orElseThrow();
    assertThat(written.isRepairable()).isFalse();
    assertThat(written.usage()).isEqualTo(new TokenUsage(190, 100, 10, 20, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, max_tokens is too large, ERROR, NOT_BILLED",
    "400, invalid_request_error, Your credit balance is too low, BUDGET_EXHAUSTED, NOT_BILLED",
    "401, authentication_error, invalid x-api-key, ERROR, NOT_BILLED",
    "402, billing_error, pay first, BUDGET_EXHAUSTED, NOT_BILLED",
    "403, permission_error, not yours, ERROR, NOT_BILLED",
    "403, billing_error, pay first, BUDGET_EXHAUSTED, NOT_BILLED",
    "404, not_found_error, no such model, ERROR, NOT_BILLED",
    "413, request_too_large, too many bytes, ERROR, NOT_BILLED",
    "429, rate_limit_error, too many requests, RATE_LIMITED, NOT_BILLED",
    "500, api_error, something broke, ERROR, UNKNOWN",
    "529, overloaded_error, later, ERROR, UNKNOWN",
  })
  void aStatusTellsWhyAndWhetherItIsBilled(
      int status, String type, String words, Reason reason, Billing billing) throws Exception {
    String body =
        "{\"type\": \"error\", \"error\": {\"type\": \"%s\", \"message\": \"%s\"}}"
            .formatted(type, words);
    BrainException failure = failure(status, body);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.billing()).isEqualTo(billing);
  }

  @Test
  void aCountThatIsNoneMakesAllOfThemUnbelievable() throws Exception {
    String odd =
        CONFIRMED.replace("\"cache_read_input_tokens\": 100", "\"cache_read_input_tokens\": -1");
    try (var server = ScriptedServer.answering(200, odd);
        var brain = Brains.open(server.baseUrl(), null, Dialect.ANTHROPIC, MODEL)) {
      Answer answer = Brains.answer(brain, PICTURE);
      assertThat(answer.costMicros()).isEqualTo(brain.worstCaseMicros(PICTURE));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'content': [], 'stop_reason': 'refusal'} | REFUSED | the model refuses",
        "{'content': [], 'stop_reason': 'max_tokens'}"
            + " | REFUSED | all output tokens spent before the answer: raise maxOutputTokens",
        "{'content': [{'type': 'text', 'text': ' '}]} | REFUSED | an empty answer",
        "{'type': 'error', 'error': {'message': 'upstream failed'}}"
            + " | ERROR | an answer without content: upstream failed",
      })
  void anAnswerThatIsNoneMayBeBilled(String body, Reason reason, String message) throws Exception {
    BrainException failure = failure(200, body.replace('\'', '"'));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure).hasMessage(message);
  }

  private static BrainException failure(int status, String body) throws Exception {
    return Brains.failure(Dialect.ANTHROPIC, MODEL, status, body);
  }
}
