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
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.Question;
import dev.vedette.core.brain.TokenUsage;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatCompletionsTest {
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES = Questions.bearing();

  private static final String RESPONSE =
      """
      {'output': [{'type': 'message', 'content': [{'type': 'output_text',
         'text': '{\\'confirmed\\': true, \\'description\\': \\'A face.\\'}'}]}],
       'usage': {'input_tokens': 300, 'output_tokens': 20}, 'service_tier': '%s'}
      """;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OpenAI's own | cache_write_tokens",
        "LiteLLM's proxy | cache_creation_tokens",
      })
  void whatIsWrittenToACacheIsPartOfThePromptAndAClassOfItsOwn(String who, String field)
      throws Exception {
    String usage =
        "{'prompt_tokens': 300, 'completion_tokens': 20, 'total_tokens': 320,"
            + " 'prompt_tokens_details': {'cached_tokens': 100, '%s': 150}}";
    assertThat(usage(usage.formatted(field)))
        .as(who)
        .isEqualTo(new TokenUsage(50, 100, 150, 20, 0));
  }

  @Test
  void reasoningThatOnlyTheTotalShowsIsPaidFor() throws Exception {
    assertThat(usage("{'prompt_tokens': 300, 'completion_tokens': 9, 'total_tokens': 403}"))
        .isEqualTo(new TokenUsage(300, 0, 0, 9, 94));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "more in the cache than in the prompt | {'prompt_tokens': 300, 'completion_tokens': 20,"
            + " 'prompt_tokens_details': {'cached_tokens': 200, 'cache_write_tokens': 101}}",
        "nothing was counted | {'prompt_tokens': 0, 'completion_tokens': 0, 'total_tokens': 0}",
        "a prompt of nothing | {'prompt_tokens': 0, 'completion_tokens': 20, 'total_tokens': 20}",
        "no number | {'prompt_tokens': 30, 'completion_tokens': 2, 'total_tokens': '32'}",
      })
  void countsThatCannotBeTrueAreCountedAtTheWorstCase(String why, String usage) throws Exception {
    try (var server = ScriptedServer.answering(200, reply(usage, ""));
        var brain = Brains.open(server.baseUrl(), null)) {
      Question question = Questions.picture(32, 32);
      assertThat(Brains.answer(brain, question).costMicros())
          .as(why)
          .isEqualTo(brain.worstCaseMicros(question));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI, 'service_tier', default, false",
    "OPENAI, 'service_tier', priority, true",
    "RESPONSES, 'service_tier', flex, true",
    // nobody asked these for one
    "COMPATIBLE, 'service_tier', on_demand, false",
  })
  void aCallInALaneOfOtherPricesIsCountedAtTheWorstCase(
      Dialect dialect, String field, String lane, boolean isWorst) throws Exception {
    String body =
        dialect == Dialect.RESPONSES
            ? RESPONSE.replace('\'', '"').formatted(lane)
            : reply(
                "{'prompt_tokens': 300, 'completion_tokens': 20}",
                ", '%s': '%s'".formatted(field, lane));
    try (var server = ScriptedServer.answering(200, body);
        var brain = Brains.open(server.baseUrl(), null, dialect, "gpt-4o")) {
      Question question = Questions.picture(32, 32);
      Answer answer = Brains.answer(brain, question);
      assertThat(answer.usage()).isEqualTo(new TokenUsage(300, 0, 20));
      assertThat(answer.costMicros()).isEqualTo(isWorst ? brain.worstCaseMicros(question) : 950);
    }
  }

  @Test
  void theLongestAnswerIsSaidToXaiWithItsReasoning() throws Exception {
    var endpoint =
        Endpoint.of("xai", URI.create("https://api.x.ai/v1"), Path.of("k"), Dialect.COMPATIBLE);
    var xai = new ChatCompletions(endpoint, ModelOptions.of("grok-4"), Prompt.shipped());
    assertThat(Bodies.pretty(xai, PICTURE))
        .contains("\"max_completion_tokens\" : 200")
        .doesNotContain("max_tokens", "service_tier", "store");
  }

  private static TokenUsage usage(String usage) throws Exception {
    try (var server = ScriptedServer.answering(200, reply(usage, ""));
        var brain = Brains.open(server.baseUrl(), null)) {
      return Brains.answer(brain, Questions.picture(32, 32)).usage();
    }
  }

  private static String reply(String usage, String more) {
    return """
        {'choices': [{'message': {'content':
           '{\\'confirmed\\': true, \\'description\\': \\'A face.\\'}'}}],
         'usage': %s%s}
        """
        .formatted(usage, more)
        .replace('\'', '"');
  }
}
