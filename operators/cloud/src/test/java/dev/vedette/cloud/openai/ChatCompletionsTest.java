package dev.vedette.cloud.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Bodies;
import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Golden;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Detail;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatCompletionsTest {
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES = Questions.bearing();

  @Test
  void theBytesAreTheReviewedOnes() throws Exception {
    ChatCompletions openAi = request(Dialect.OPENAI, ModelOptions.of("gpt-4o"));
    Golden.check("request-picture-openai.json", Bodies.pretty(openAi, PICTURE));
    Golden.check("request-samples-openai.json", Bodies.pretty(openAi, SAMPLES));
    Golden.check(
        "request-repair-openai.json",
        Bodies.pretty(openAi, Questions.repaired(PICTURE, "gpt-4o", "Yes, a face.")));
    Golden.check(
        "request-picture-compatible.json",
        Bodies.pretty(request(Dialect.COMPATIBLE, model(0.0, AnswerFormat.JSON_OBJECT)), PICTURE));
    Golden.check(
        "request-picture-unstated.json",
        Bodies.pretty(request(Dialect.COMPATIBLE, model(null, AnswerFormat.UNSTATED)), PICTURE));
    Golden.check(
        "request-repair-unstated.json",
        Bodies.pretty(
            request(Dialect.COMPATIBLE, model(null, AnswerFormat.UNSTATED)),
            Questions.repaired(SAMPLES, "local-vision", "{\"confirmed\": \"yes\"}")));
  }

  private static ChatCompletions request(Dialect dialect, ModelOptions model) {
    var endpoint = Endpoint.of("test", URI.create("http://127.0.0.1:9/v1"), null, dialect);
    return new ChatCompletions(endpoint, model, Prompt.shipped());
  }

  private static ModelOptions model(Double temperature, AnswerFormat format) {
    return new ModelOptions(
        "local-vision", 120, temperature, Detail.AUTO, PictureTokens.GPT_4O, format, 8, false);
  }

  @ParameterizedTest
  @CsvSource({
    // within the completion, as OpenAI counts
    "320, 20, 8, 12, 8",
    // beside it, as xAI does: only the total tells
    "403, 9, 94, 9, 94",
    "328, 20, 8, 20, 8",
  })
  void reasoningIsCountedOnceWhereverItIsSaid(
      int total, int completion, int reasoned, int output, int reasoning) throws Exception {
    String reply =
        """
        {"choices": [{"message": {"content":
           "{\\"confirmed\\": true, \\"description\\": \\"A face.\\"}"}}],
         "usage": {"prompt_tokens": 300, "completion_tokens": %d, "total_tokens": %d,
                   "completion_tokens_details": {"reasoning_tokens": %d}}}
        """
            .formatted(completion, total, reasoned);
    try (var server = ScriptedServer.answering(200, reply);
        var brain = Brains.open(server.baseUrl(), null)) {
      assertThat(Brains.answer(brain, Questions.picture(32, 32)).usage())
          .isEqualTo(new TokenUsage(300, 0, 0, output, reasoning));
    }
  }
}
