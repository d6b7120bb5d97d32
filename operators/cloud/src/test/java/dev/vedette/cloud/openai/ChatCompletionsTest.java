package dev.vedette.cloud.openai;

import dev.vedette.cloud.Bodies;
import dev.vedette.cloud.Golden;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Detail;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.Endpoint;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.core.brain.Question;
import java.net.URI;
import org.junit.jupiter.api.Test;

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
}
