package dev.vedette.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class AnswerSchemaTest {
  @Test
  void theSchemaUsesNothingThatIsNotHeldAgainstAnAnswer() {
    ObjectNode schema = AnswerSchema.json();
    assertThat(schema.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("type", "properties", "required", "additionalProperties");
    assertThat(schema.path("type").asText()).isEqualTo("object");
    assertThat(schema.path("additionalProperties")).isEqualTo(BooleanNode.FALSE);
    for (JsonNode field : schema.path("properties")) {
      assertThat(field.fieldNames()).toIterable().containsExactly("type");
      assertThat(field.path("type").asText()).isIn("boolean", "string");
    }
  }

  @Test
  void anAnswerBySchemaMeetsNoObjection() {
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("confirmed", true).put("description", "");
    assertThat(AnswerSchema.objection(answer)).isEmpty();
    assertThat(AnswerSchema.objection(BooleanNode.TRUE)).contains("no object");
  }

  @Test
  void nobodyCanChangeTheSchemaForOthers() {
    AnswerSchema.json().removeAll();
    assertThat(AnswerSchema.json().path("required")).isNotEmpty();
  }
}
