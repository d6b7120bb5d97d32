package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Opinion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemarkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"confirmed\": true, \"description\": \"a cat\"}",
        "{\"description\": \"a cat\", \"confirmed\": true}",
        "```json\n{\"confirmed\": true, \"description\": \"a cat\"}\n```",
        "Sure: {\"confirmed\": \"True\", \"description\": \"a cat\"} as asked",
        "{\"extra\": {\"confirmed\": false}, \"confirmed\": true, \"description\": \"a cat\"}",
        "{\"confirmed\": true, \"description\": \"a cat\", \"mo",
      })
  void anObjectWithConfirmedIsAnOpinion(String content) {
    assertThat(Remark.of(content)).isEqualTo(new Remark(Opinion.CONFIRMED, "a cat"));
  }

  @Test
  void aDenialIsToldFromAConfirmation() {
    assertThat(Remark.of("{\"confirmed\": false, \"description\": \"a hat\"}"))
        .isEqualTo(new Remark(Opinion.DENIED, "a hat"));
  }

  @Test
  void anAnswerCutOffAfterTheOpinionKeepsIt() {
    assertThat(Remark.of("{\"confirmed\": false, \"description\": \"a very lo"))
        .isEqualTo(new Remark(Opinion.DENIED, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Yes, there is a face.",
        "{\"confirmed\": null}",
        "{\"confirmed\": [true]}",
        "{\"confirmed\": 1, \"description\": \"x\"}",
        "{\"nested\": {\"confirmed\": true}}",
        "{\"confirmed\"",
        "{not json}",
        "{"
      })
  void whatSaysNeitherIsUnclearAndKeptAsText(String content) {
    assertThat(Remark.of(content)).isEqualTo(new Remark(Opinion.UNCLEAR, content));
  }
}
