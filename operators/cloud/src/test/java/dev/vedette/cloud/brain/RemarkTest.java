package dev.vedette.cloud.brain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.brain.Opinion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemarkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"confirmed\": true, \"description\": \"a cat\"}",
        "{\"description\": \"a cat\", \"confirmed\": true}",
        "```json\n{\"confirmed\": true, \"description\": \"a cat\"}\n```",
        "Sure: {\"confirmed\": true, \"description\": \"a cat\"} as asked",
      })
  void oneObjectByTheSchemaIsAnOpinionWhateverStandsAroundIt(String content) {
    assertThat(Remark.of(content)).isEqualTo(new Remark(Opinion.CONFIRMED, "a cat", ""));
  }

  @Test
  void aDenialIsToldFromAConfirmation() {
    assertThat(Remark.of("{\"confirmed\": false, \"description\": \"a {hat}\"}"))
        .isEqualTo(new Remark(Opinion.DENIED, "a {hat}", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Yes, there is a face. | no JSON object",
        "[true] | no JSON object",
        "{'confirmed': true} | no 'description'",
        "{'description': 'x'} | no 'confirmed'",
        "{'nested': {'confirmed': true, 'description': 'x'}} | no 'confirmed'",
        "{'confirmed': 'True', 'description': 'x'} | 'confirmed' is not of type boolean",
        "{'confirmed': null, 'description': 'x'} | 'confirmed' is not of type boolean",
        "{'confirmed': [true], 'description': 'x'} | 'confirmed' is not of type boolean",
        "{'confirmed': 1, 'description': 'x'} | 'confirmed' is not of type boolean",
        "{'confirmed': true, 'description': 7} | 'description' is not of type string",
        "{'confirmed': true, 'description': 'x', 'mood': 1} | a field that nobody asked for",
        "{'confirmed': true, 'description': 'x'} or {'confirmed': false, 'description': 'y'}"
            + " | more than one JSON object",
        "{'confirmed': true, 'confirmed': false, 'description': 'x'}"
            + " | JSON that breaks off; if it was cut, raise max-output-tokens",
        "{'confirmed': true, 'description': 'a very lo"
            + " | JSON that breaks off; if it was cut, raise max-output-tokens",
        "{not json} | JSON that breaks off; if it was cut, raise max-output-tokens",
        "{ | JSON that breaks off; if it was cut, raise max-output-tokens",
      })
  void anythingElseIsUselessAndKeptAsItWasWritten(String written, String objection) {
    String content = written.replace('\'', '"');
    assertThat(Remark.of(content)).isEqualTo(new Remark(Opinion.UNCLEAR, content, objection));
  }
}
