package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import dev.vedette.core.verdict.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider says instead of an answer. */
class ProviderBrainRefusalTest {
  private static final Question QUESTION = Questions.picture(336, 252);
  private static final String KEY = "not-to-be-seen-anywhere";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "400, invalid_value, ERROR, NOT_BILLED, QUESTION",
    "401, invalid_api_key, ERROR, NOT_BILLED, SETUP",
    "402, payment_required, BUDGET_EXHAUSTED, NOT_BILLED, SETUP",
    "403, unsupported_country_region_territory, ERROR, NOT_BILLED, SETUP",
    "404, model_not_found, ERROR, NOT_BILLED, SETUP",
    "413, too_large, ERROR, NOT_BILLED, QUESTION",
    "422, unprocessable, ERROR, NOT_BILLED, QUESTION",
    "429, rate_limit_exceeded, RATE_LIMITED, NOT_BILLED, LOAD",
    "429, insufficient_quota, BUDGET_EXHAUSTED, NOT_BILLED, SETUP",
    "308, moved, ERROR, NOT_BILLED, SETUP",
    "408, slow, TIMEOUT, UNKNOWN, LOAD",
    "400, content_filter, REFUSED, UNKNOWN, QUESTION",
    "400, context_length_exceeded, ERROR, UNKNOWN, QUESTION",
    "500, server_error, ERROR, UNKNOWN, ROAD",
    "503, overloaded, ERROR, UNKNOWN, LOAD",
    "529, overloaded_error, ERROR, UNKNOWN, LOAD",
  })
  void aStatusTellsWhyWhetherItIsBilledAndWhoIsToBlame(
      int status, String code, Reason reason, Billing billing, Blame blame) throws Exception {
    String body =
        "{\"error\": {\"message\": \"the words\", \"type\": \"some_type\", \"code\": \"%s\"}}"
            .formatted(code);
    BrainException failure = failure(status, body);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.billing()).isEqualTo(billing);
    assertThat(failure.blame()).isEqualTo(blame);
    assertThat(failure.sentBytes()).isPositive();
    assertThat(failure).hasMessageContaining(status + " " + code);
    if (status != 401 && status != 403) {
      assertThat(failure).hasMessageContaining("the words");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Too many requests</html>",
        "[]",
        "null",
        "{\"error\": \"slow down\"}",
        "{\"message\": \"slow down\"}",
        "{\"error\": {\"code\": null, \"message\": {\"a\": 1}}}",
      })
  void aStatusIsUnderstoodWithoutAnErrorObject(String body) throws Exception {
    BrainException failure = failure(429, body);
    assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(failure).hasMessageStartingWith("429");
  }

  @ParameterizedTest
  @CsvSource({"429, 429", "400, ''", "403, forbidden"})
  void anAccountWithoutCreditIsKnownByTheTypeToo(int status, String code) throws Exception {
    String body =
        "{\"error\": {\"message\": \"m\", \"type\": \"insufficient_quota\", \"code\": \"%s\"}}"
            .formatted(code);
    BrainException failure = failure(status, body);
    assertThat(failure.reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
    assertThat(failure.askAgainAfter()).isEmpty();
  }

  @Test
  void aTypeServesWhereThereIsNoCode() throws Exception {
    String body = "{\"error\": {\"message\": \"m\", \"type\": \"insufficient_quota\"}}";
    assertThat(failure(429, body).reason()).isEqualTo(Reason.BUDGET_EXHAUSTED);
  }

  @Test
  void theProvidersWordsAreCutAndPutOnOneLine() throws Exception {
    String body = "{\"error\": {\"message\": \"one\\ntwo\\u0007 %s\"}}".formatted("x".repeat(9000));
    assertThat(failure(400, body).getMessage())
        .startsWith("400: one two ")
        .endsWith("x…")
        .hasSizeLessThan(600);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 429, 500})
  void aKeyThatIsEchoedIsNotRepeated(int status) throws Exception {
    String body =
        "{\"error\": {\"message\": \"%s is wrong: %s\", \"code\": \"%s\"}}"
            .formatted(KEY, "x".repeat(480) + KEY, KEY);
    assertThat(trace(failure(status, body))).doesNotContain(KEY);
  }

  @Test
  void aMaskedKeyInARefusalIsNotRepeatedEither() throws Exception {
    String body = "{\"error\": {\"message\": \"Incorrect key not-t****here\", \"code\": \"bad\"}}";
    assertThat(failure(401, body)).hasMessage("the key is refused: 401 bad");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'choices': []} | no choices",
        "{'choices': [{'message': {'content': null, 'refusal': 'I will not'}}]}"
            + " | the model refuses: I will not",
        "{'choices': [{'message': {'content': 'par'}, 'finish_reason': 'content_filter'}]}"
            + " | kept back by a content filter",
        "{'choices': [{'message': {'content': ''}, 'finish_reason': 'length'}]}"
            + " | all output tokens spent before the answer: raise maxOutputTokens",
        "{'choices': [{'message': {}}]} | an empty answer",
      },
      quoteCharacter = '`')
  void anAnswerKeptBackIsRefusedAndMayBeBilled(String body, String message) throws Exception {
    BrainException failure = failure(200, body.replace('\'', '"'));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure).hasMessage(message);
  }

  @Test
  void whatIsKeptBackIsBilledAtWhatItCostWhereThatIsTold() throws Exception {
    String body = "{\"choices\": [], \"usage\": {\"prompt_tokens\": 7, \"completion_tokens\": 1}}";
    BrainException failure = failure(200, body);
    assertThat(failure).hasMessage("no choices");
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.billing()).isEqualTo(Billing.BILLED);
    Answer written = failure.written().orElseThrow();
    assertThat(written.usage()).isEqualTo(new TokenUsage(7, 0, 1));
    assertThat(written.costMicros()).isEqualTo(28);
    assertThat(written.isRepairable()).isFalse();
  }

  @Test
  void whatAnUnreadableAnswerCostIsToldForReconciling() throws Exception {
    String body = "{\"usage\": {\"prompt_tokens\": 7, \"completion_tokens\": 1}}";
    assertThat(failure(200, body))
        .hasMessageEndingWith(
            "(TokenUsage[freshInput=7, cachedInput=0, cacheWrite=0, output=1, reasoning=0])");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>Sign in to the network</body></html>",
        "{\"choices\": [{\"message\": {\"content\": \"{\\\"confirmed",
        "{\"choices\": []} and more",
        "",
        "{}",
        "[]",
        "\"choices\"",
        "{\"error\": {\"message\": \"upstream failed\"}}",
      })
  void anAnswerThatCannotBeReadMayBeBilled(String body) throws Exception {
    BrainException failure = failure(200, body);
    assertThat(failure.reason()).isEqualTo(Reason.ERROR);
    assertThat(failure.billing()).isEqualTo(Billing.UNKNOWN);
    assertThat(failure.sentBytes()).isPositive();
    assertThat(failure).hasNoCause();
  }

  @Test
  void aPageInPlaceOfAnAnswerIsNamed() throws Exception {
    try (var server =
            ScriptedServer.playing(
                line -> line.answer(200, "Content-Type: text/html\r\n", "<html></html>"));
        var brain = Brains.open(server.baseUrl(), null)) {
      assertThat(Brains.failure(brain, QUESTION, Brains.AMPLE))
          .hasMessage("not JSON but 13 bytes of text/html: a proxy's page, or the wrong base URL?");
    }
  }

  private BrainException failure(int status, String body) throws Exception {
    Path keyFile = Files.writeString(folder.resolve("key"), KEY);
    try (var server = ScriptedServer.answering(status, body);
        var brain = Brains.open(server.baseUrl(), keyFile)) {
      BrainException failure = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(server.heard).as("asked once, never again").hasSize(1);
      assertThat(trace(failure)).doesNotContain(KEY);
      return failure;
    }
  }

  private static String trace(Throwable failure) throws IOException {
    try (var text = new StringWriter();
        var out = new PrintWriter(text)) {
      failure.printStackTrace(out);
      return text.toString();
    }
  }
}
