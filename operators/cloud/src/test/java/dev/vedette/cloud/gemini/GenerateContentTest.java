package dev.vedette.cloud.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Bodies;
import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Golden;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.verdict.Reason;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's Gemini as it is published. */
class GenerateContentTest {
  private static final String MODEL = "gemini-2.5-flash";
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES = Questions.bearing();

  private static final String CONFIRMED =
      """
      {"candidates": [
         {"index": 0, "finishReason": "STOP", "content": {"role": "model", "parts": [
           {"thought": true, "text": "Two eyes: {no}"},
           {"text": "{\\"confirmed\\": true, \\"description\\": \\"A face at the door.\\"}"}]}}],
       "usageMetadata": {"promptTokenCount": 300, "cachedContentTokenCount": 100,
                         "candidatesTokenCount": 20, "thoughtsTokenCount": 64,
                         "totalTokenCount": 384,
                         "promptTokensDetails": [{"modality": "IMAGE", "tokenCount": 258}]},
       "modelVersion": "gemini-2.5-flash", "responseId": "r-1"}
      """;

  @TempDir Path folder;

  @Test
  void theBytesAreTheReviewedOnes() throws Exception {
    var endpoint = Endpoint.of("test", URI.create("http://127.0.0.1:9/v1"), null, Dialect.GEMINI);
    var gemini = new GenerateContent(endpoint, ModelOptions.of(MODEL), Prompt.shipped());
    Golden.check("request-picture-gemini.json", Bodies.pretty(gemini, PICTURE));
    Golden.check("request-samples-gemini.json", Bodies.pretty(gemini, SAMPLES));
    Golden.check(
        "request-repair-gemini.json",
        Bodies.pretty(gemini, Questions.repaired(PICTURE, MODEL, "Yes, a face.")));
  }

  @Test
  void thoughtsAreNoAnswerButArePaidFor() throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "first-key");
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), keyFile, Dialect.GEMINI, MODEL)) {
      Answer answer = Brains.answer(brain, PICTURE);
      assertThat(answer.opinion()).isEqualTo(Opinion.CONFIRMED);
      assertThat(answer.text()).isEqualTo("A face at the door.");
      assertThat(answer.usage()).isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
      assertThat(answer.requestId()).isEqualTo("r-1");
      ScriptedServer.Heard heard = server.heard.element();
      assertThat(heard.head())
          .startsWith("POST /v1/models/gemini-2.5-flash:generateContent HTTP/1.1\r\n");
      assertThat(heard.header("x-goog-api-key")).isEqualTo("first-key");
    }
  }

  @Test
  void wordsInPlaceOfAnAnswerAreBilledAndGoBackToTheModel() throws Exception {
    BrainException failure =
        Brains.uselessReply(Dialect.GEMINI, MODEL, Bodies.saying(CONFIRMED, "A face."));
    assertThat(failure).hasMessage("not by the answer's schema: no JSON object");
    Answer written = failure.written().orElseThrow();
    assertThat(written.text()).isEqualTo("A face.");
    assertThat(written.isRepairable()).isTrue();
    assertThat(written.usage()).isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
  }

  @Test
  void whatIsKeptBackIsBilledByItsCountsAndNotRepaired() throws Exception {
    BrainException failure =
        Brains.uselessReply(Dialect.GEMINI, MODEL, CONFIRMED.replace("STOP", "SAFETY"));
    assertThat(failure).hasMessage("the answer is kept back: SAFETY");
    Answer written = failure.written().orElseThrow();
    assertThat(written.isRepairable()).isFalse();
    assertThat(written.usage()).isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, '', ERROR, NOT_BILLED, QUESTION",
    "400, INVALID_ARGUMENT, API_KEY_INVALID, ERROR, NOT_BILLED, SETUP",
    "403, PERMISSION_DENIED, '', ERROR, NOT_BILLED, SETUP",
    "403, PERMISSION_DENIED, BILLING_DISABLED, BUDGET_EXHAUSTED, NOT_BILLED, SETUP",
    "404, NOT_FOUND, '', ERROR, NOT_BILLED, SETUP",
    "429, RESOURCE_EXHAUSTED, '', RATE_LIMITED, NOT_BILLED, LOAD",
    "500, INTERNAL, '', ERROR, NOT_BILLED, ROAD",
    "503, UNAVAILABLE, '', ERROR, NOT_BILLED, LOAD",
    "504, DEADLINE_EXCEEDED, '', ERROR, UNKNOWN, ROAD",
  })
  void aStatusTellsWhyAndWhetherItIsBilled(
      int status, String word, String detail, Reason reason, Billing billing, Blame blame)
      throws Exception {
    String body =
        """
        {"error": {"code": %d, "message": "the words", "status": "%s", "details": [
          {"@type": "type.googleapis.com/google.rpc.Help"},
          {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "%s"}]}}
        """
            .formatted(status, word, detail);
    BrainException failure = failure(status, body);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.billing()).isEqualTo(billing);
    assertThat(failure.blame()).isEqualTo(blame);
    assertThat(failure).hasMessageContaining(status + " " + word);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503"})
  void aProxysPageIsNotGooglesWordOnTheBill(int status) throws Exception {
    assertThat(failure(status, "<html></html>").billing()).isEqualTo(Billing.UNKNOWN);
  }

  @Test
  void anAccountWithoutCreditIsNotAskedAgain() throws Exception {
    String body =
        "{\"error\": {\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\","
            + " \"message\": \"Your prepayment credits are depleted.\"}}";
    BrainException failure = failure(429, body);
    assertThat(failure.reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
    assertThat(failure.askAgainAfter()).isEmpty();
  }

  @Test
  void aQuotaOfTheDayIsNotWaitedForAndOneOfTheMinuteIs() throws Exception {
    String body =
        """
        {"error": {"code": 429, "message": "m", "status": "RESOURCE_EXHAUSTED", "details": [
          {"@type": "type.googleapis.com/google.rpc.QuotaFailure",
           "violations": [{"quotaId": "GenerateRequestsPer%sPerProject"}]},
          {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "32.5s"}]}}
        """;
    BrainException day = failure(429, body.formatted("Day"));
    assertThat(day.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(day.blame()).isEqualTo(Blame.SETUP);
    assertThat(day.askAgainAfter()).isEmpty();
    assertThat(failure(429, body.formatted("Minute")).askAgainAfter())
        .contains(Duration.ofMillis(32_500));
  }

  @Test
  void aModelMayBeNamedWithItsCollection() throws Exception {
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), null, Dialect.GEMINI, "models/" + MODEL)) {
      Brains.answer(brain, PICTURE);
      assertThat(server.heard.element().head())
          .startsWith("POST /v1/models/gemini-2.5-flash:generateContent ");
    }
  }

  @Test
  void aKeyThatIsNoneIsNamedAsSuch() throws Exception {
    String body =
        "{\"error\": {\"code\": 400, \"message\": \"API key not valid: first-key\","
            + " \"status\": \"INVALID_ARGUMENT\", \"details\": [{\"reason\": \"API_KEY_INVALID\"}]}}";
    assertThat(failure(400, body))
        .hasMessage("the key is refused: 400 INVALID_ARGUMENT API_KEY_INVALID");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'promptFeedback': {'blockReason': 'SAFETY'}}"
            + " | REFUSED | the question is blocked: SAFETY",
        "{'candidates': [{'finishReason': 'SAFETY'}]}"
            + " | REFUSED | the answer is kept back: SAFETY",
        "{'candidates': [{'finishReason': 'MAX_TOKENS'}]}"
            + " | REFUSED | all output tokens spent before the answer: raise maxOutputTokens",
        "{'candidates': []} | REFUSED | an empty answer",
        "{'error': {'message': 'upstream failed'}}"
            + " | ERROR | an answer without candidates: upstream failed",
      })
  void anAnswerThatIsNoneMayBeBilled(String body, Reason reason, String message) throws Exception {
    BrainException failure = failure(200, body.replace('\'', '"'));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure).hasMessage(message);
  }

  @Test
  void thoughtsThatOnlyTheTotalShowsArePaidFor() throws Exception {
    String reply = CONFIRMED.replace("\"thoughtsTokenCount\": 64,", "");
    try (var server = ScriptedServer.answering(200, reply);
        var brain = Brains.open(server.baseUrl(), null, Dialect.GEMINI, MODEL)) {
      assertThat(Brains.answer(brain, PICTURE).usage())
          .isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
    }
  }

  @Test
  void countsOfNothingMayBeLeftOut() throws Exception {
    String body =
        "{\"candidates\": [{\"finishReason\": \"MAX_TOKENS\"}],"
            + " \"usageMetadata\": {\"promptTokenCount\": 9, \"thoughtsTokenCount\": 200}}";
    assertThat(Brains.uselessReply(Dialect.GEMINI, MODEL, body).written().orElseThrow().usage())
        .isEqualTo(new TokenUsage(9, 0, 0, 0, 200));
  }

  private static BrainException failure(int status, String body) throws Exception {
    return Brains.failure(Dialect.GEMINI, MODEL, status, body);
  }
}
