package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cloud.Brains;
import dev.vedette.cloud.Questions;
import dev.vedette.cloud.ScriptedServer;
import dev.vedette.cloud.prompt.Prompt;
import dev.vedette.core.brain.Answer;
import dev.vedette.core.brain.BrainException;
import dev.vedette.core.brain.BrainException.Billing;
import dev.vedette.core.brain.BrainException.Blame;
import dev.vedette.core.brain.Opinion;
import dev.vedette.core.brain.Question;
import dev.vedette.core.verdict.Reason;
import org.junit.jupiter.api.Test;

/** What becomes of useless words, and how their model is asked once more. */
class ProviderBrainRepairTest {
  private static final Question QUESTION = Questions.picture(336, 252);
  private static final String CONFIRMED =
      """
      {"choices": [{"message":
        {"content": "{\\"confirmed\\": true, \\"description\\": \\"A face.\\"}"}}]}
      """;

  @Test
  void aPlainSentenceIsUselessAndPaidFor() throws Exception {
    String sentence =
        "{\"choices\": [{\"message\": {\"content\": \"Hard to\\n say.\"}}],"
            + " \"usage\": {\"prompt_tokens\": 300, \"completion_tokens\": 5}}";
    try (var server = ScriptedServer.answering(200, sentence);
        var brain = Brains.open(server.baseUrl(), null)) {
      BrainException failure = Brains.failure(brain, QUESTION, Brains.AMPLE);
      assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
      assertThat(failure.billing()).isEqualTo(Billing.BILLED);
      assertThat(failure.blame()).isEqualTo(Blame.QUESTION);
      assertThat(failure).hasMessage("not by the answer's schema: no JSON object");
      Answer answer = failure.written().orElseThrow();
      assertThat(answer.opinion()).isEqualTo(Opinion.UNCLEAR);
      assertThat(answer.text()).isEqualTo("Hard to  say.");
      assertThat(answer.costMicros()).isEqualTo(300 * 5 / 2 + 50);
      assertThat(answer.requestId()).isEmpty();
    }
  }

  @Test
  void aModelIsShownWhatItWroteAndThatIsReservedToo() throws Exception {
    Question repaired = Questions.repaired(QUESTION, "gpt-4o", "A face, I think.");
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), null)) {
      assertThat(Brains.answer(brain, repaired).opinion()).isEqualTo(Opinion.CONFIRMED);
      assertThat(server.heard.element().body())
          .contains("{\"role\":\"assistant\",\"content\":\"A face, I think.\"}");
      long more = brain.tokensAtMost(repaired) - brain.tokensAtMost(QUESTION);
      assertThat(more).isGreaterThan(Prompt.shipped().repair(QUESTION).length());
      assertThat(brain.worstCaseMicros(repaired) - brain.worstCaseMicros(QUESTION))
          .isGreaterThanOrEqualTo(more * 2);
    }
  }

  @Test
  void whatAnotherModelWroteIsNotShown() throws Exception {
    Question repaired = Questions.repaired(QUESTION, "another", "A face, I think.");
    try (var server = ScriptedServer.answering(200, CONFIRMED);
        var brain = Brains.open(server.baseUrl(), null)) {
      Brains.answer(brain, repaired);
      Brains.answer(brain, QUESTION);
      assertThat(server.heard)
          .extracting(ScriptedServer.Heard::body)
          .containsOnly(server.heard.element().body());
      assertThat(brain.worstCaseMicros(repaired)).isEqualTo(brain.worstCaseMicros(QUESTION));
      assertThat(brain.tokensAtMost(repaired)).isEqualTo(brain.tokensAtMost(QUESTION));
    }
  }

  @Test
  void whatTheModelWroteIsKeptOnOneLineAndShort() throws Exception {
    String body =
        "{\"choices\": [{\"message\": {\"content\": \"one\\ntwo %s\"}}]}"
            .formatted("x".repeat(9_000));
    try (var server = ScriptedServer.answering(200, body);
        var brain = Brains.open(server.baseUrl(), null)) {
      Answer written = Brains.failure(brain, QUESTION, Brains.AMPLE).written().orElseThrow();
      assertThat(written.text()).startsWith("one two x").endsWith("x…").hasSize(501);
      assertThat(written.costMicros()).isEqualTo(brain.worstCaseMicros(QUESTION));
    }
  }
}
