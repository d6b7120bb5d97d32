package dev.vedette.cloud.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cloud.Golden;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.cloud.provider.AnswerFormat;
import dev.vedette.cloud.provider.Detail;
import dev.vedette.cloud.provider.Dialect;
import dev.vedette.cloud.provider.ModelOptions;
import dev.vedette.cloud.provider.PictureTokens;
import dev.vedette.core.brain.Question;
import dev.vedette.core.event.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatRequestTest {
  private static final Question PICTURE = Questions.picture(336, 252);
  private static final Question SAMPLES =
      Questions.samples(new Samples(List.of("bearing_celsius"), 1, new float[] {40, 41.5f, 97}));

  @Test
  void theBytesAreTheReviewedOnes() throws Exception {
    ChatRequest openAi = request(Dialect.OPENAI, ModelOptions.of("gpt-4o"));
    Golden.check("request-picture-openai.json", pretty(openAi.body(PICTURE)));
    Golden.check("request-samples-openai.json", pretty(openAi.body(SAMPLES)));
    Golden.check(
        "request-picture-compatible.json",
        pretty(request(Dialect.COMPATIBLE, model(0.0, AnswerFormat.JSON_OBJECT)).body(PICTURE)));
    Golden.check(
        "request-picture-unstated.json",
        pretty(request(Dialect.COMPATIBLE, model(null, AnswerFormat.UNSTATED)).body(PICTURE)));
  }

  @Test
  void theSameQuestionGivesTheSameBytes() {
    ChatRequest request = request(Dialect.OPENAI, ModelOptions.of("gpt-4o"));
    assertThat(request.body(PICTURE)).isEqualTo(request.body(Questions.picture(336, 252)));
  }

  @Test
  void noDeviceTenantEventEpisodeOrTimeLeavesTheSite() {
    ChatRequest request = request(Dialect.OPENAI, ModelOptions.of("gpt-4o"));
    for (Question question : List.of(PICTURE, SAMPLES)) {
      assertThat(new String(request.body(question), StandardCharsets.UTF_8))
          .doesNotContain(Questions.PRIVATE)
          .doesNotContain(question.inferenceId());
    }
  }

  @Test
  void tokensAreBoundByTheBytesOfTheTextAndTheRuleForThePicture() {
    ChatRequest request = request(Dialect.OPENAI, ModelOptions.of("gpt-4o"));
    long base64 = 12;
    assertThat(request.promptTokensAtMost(PICTURE))
        .isEqualTo(request.body(PICTURE).length - base64 + 85);
    assertThat(request.promptTokensAtMost(SAMPLES)).isEqualTo(request.body(SAMPLES).length);
  }

  private static ChatRequest request(Dialect dialect, ModelOptions model) {
    return new ChatRequest(model, dialect, Prompt.shipped());
  }

  private static ModelOptions model(Double temperature, AnswerFormat format) {
    return new ModelOptions(
        "local-vision", 120, temperature, Detail.AUTO, PictureTokens.GPT_4O, format);
  }

  private static String pretty(byte[] body) throws IOException {
    var json = new ObjectMapper();
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(body)) + "\n";
  }
}
