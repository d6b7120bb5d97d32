package dev.vedette.cloud.openai;

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
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.verdict.Reason;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's responses as they are published. */
class ResponsesTest {
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES = Questions.bearing();

  private static final String CONFIRMED =
      """
      {"id": "resp_1", "object": "response", "status": "completed", "error": null,
       "incomplete_details": null, "model": "gpt-5-mini",
       "output": [
         {"type": "reasoning", "id": "rs_1", "summary": []},
         {"type": "message", "role": "assistant", "status": "completed", "content": [
           {"type": "output_text", "annotations": [],
            "text": "{\\"confirmed\\": true, \\"description\\": \\"A face at the door.\\"}"}]}],
       "usage": {"input_tokens": 300, "input_tokens_details": {"cached_tokens": 100},
                 "output_tokens": 84, "output_tokens_details": {"reasoning_tokens": 64},
                 "total_tokens": 384}}
      """;

  @TempDir Path folder;

  @Test
  void theBytesAreTheReviewedOnes() throws Exception {
    var endpoint = Endpoint.of("test", URI.create("http://127.0.0.1:9/v1"), null, Dialect.OPENAI);
    var responses = new Responses(endpoint, ModelOptions.of("gpt-5-mini"), Prompt.shipped());
    Golden.check("request-picture-responses.json", Bodies.pretty(responses, PICTURE));
    Golden.check("request-samples-responses.json", Bodies.pretty(responses, SAMPLES));
    Golden.check(
        "request-repair-responses.json",
        Bodies.pretty(responses, Questions.repaired(PICTURE, "gpt-5-mini", "Yes, a face.")));
  }

  @Test
  void theTextBehindTheReasoningIsTheAnswerAndBothArePaidFor() throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), "first-key");
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), keyFile, Dialect.RESPONSES, "gpt-5-mini")) {
      Answer answer = Brains.answer(brain, PICTURE);
      assertThat(answer.opinion()).isEqualTo(Opinion.CONFIRMED);
      assertThat(answer.text()).isEqualTo("A face at the door.");
      assertThat(answer.usage()).isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
      assertThat(answer.requestId()).isEqualTo("resp_1");
      ScriptedServer.Heard heard = server.heard.element();
      assertThat(heard.head()).startsWith("POST /v1/responses HTTP/1.1\r\n");
      assertThat(heard.header("authorization")).isEqualTo("Bearer first-key");
      assertThat(heard.header("x-client-request-id")).isEqualTo("inference-1");
    }
  }

  @Test
  void whatTheTotalAndTheCacheShowIsPaidFor() throws Exception {
    String reply =
        CONFIRMED
            .replace("\"cached_tokens\": 100", "\"cached_tokens\": 100, \"cache_write_tokens\": 50")
            .replaceAll("(?s)\"output_tokens\": 84.*64}", "\"output_tokens\": 20");
    try (var server = ScriptedServer.answering(200, reply);
        var brain = Brains.open(server.baseUrl(), null, Dialect.RESPONSES, "gpt-5-mini")) {
      assertThat(Brains.answer(brain, PICTURE).usage())
          .isEqualTo(new TokenUsage(150, 100, 50, 20, 64));
    }
  }

  @Test
  void wordsInPlaceOfAnAnswerAreBilledAndGoBackToTheModel() throws Exception {
    BrainException failure =
        Brains.uselessReply(Dialect.RESPONSES, "gpt-5-mini", Bodies.saying(CONFIRMED, "A face."));
    assertThat(failure).hasMessage("not by the answer's schema: no JSON object");
    Answer written = failure.written().orElseThrow();
    assertThat(written.text()).isEqualTo("A face.");
    assertThat(written.isRepairable()).isTrue();
    assertThat(written.usage()).isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
  }

  @Test
  void whatIsKeptBackIsBilledByItsCountsAndNotRepaired() throws Exception {
    BrainException failure =
        Brains.uselessReply(
            Dialect.RESPONSES,
            "gpt-5-mini",
            CONFIRMED.replace(
                "\"incomplete_details\": null",
                "\"incomplete_details\": {\"reason\": \"content_filter\"}"));
    assertThat(failure).hasMessage("kept back by a content filter");
    Answer written = failure.written().orElseThrow();
    assertThat(written.isRepairable()).isFalse();
    assertThat(written.usage()).isEqualTo(new TokenUsage(200, 100, 0, 20, 64));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'output': [{'type': 'message', 'content': [{'type': 'refusal', 'refusal': 'No.'}]}]}"
            + " | REFUSED | the model refuses: No.",
        "{'output': [], 'incomplete_details': {'reason': 'max_output_tokens'}}"
            + " | REFUSED | all output tokens spent before the answer: raise maxOutputTokens",
        "{'output': [], 'incomplete_details': {'reason': 'content_filter'}}"
            + " | REFUSED | kept back by a content filter",
        "{'output': [{'type': 'message', 'content': []}]} | REFUSED | an empty answer",
        "{'output': [], 'status': 'failed', 'error': {'code': 'server_error', 'message': 'Oh.'}}"
            + " | ERROR | failed: Oh.",
        "{'error': {'message': 'upstream failed'}}"
            + " | ERROR | an answer without output: upstream failed",
      })
  void anAnswerThatIsNoneMayBeBilled(String body, Reason reason, String message) throws Exception {
    BrainException failure =
        Brains.failure(Dialect.RESPONSES, "gpt-5-mini", 200, body.replace('\'', '"'));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure).hasMessage(message);
  }
}
