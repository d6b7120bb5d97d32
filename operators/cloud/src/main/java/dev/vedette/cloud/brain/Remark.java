package dev.vedette.cloud.brain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vedette.cloud.protocol.AnswerSchema;
import dev.vedette.core.brain.Opinion;
import java.io.IOException;

/**
 * What the model wrote. One JSON object by the answer's schema is an opinion, also in a fence or
 * with words around it; anything else is useless.
 *
 * @param text its description, or all that it wrote if that is useless
 * @param objection what is wrong with it; empty if nothing is
 */
record Remark(Opinion opinion, String text, String objection) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  static Remark of(String content) {
    int brace = content.indexOf('{');
    if (brace < 0) {
      return useless(content, "no JSON object");
    }
    try (JsonParser parser = JSON.createParser(content.substring(brace))) {
      JsonNode object = JSON.readTree(parser);
      int end = brace + (int) parser.currentLocation().getCharOffset();
      return content.indexOf('{', end) < 0
          ? AnswerSchema.objection(object)
              .map(objection -> useless(content, objection))
              .orElseGet(() -> opinion(object))
          : useless(content, "more than one JSON object");
    } catch (IOException e) {
      // Not passed on: it quotes what may be anything.
      return useless(content, "JSON that breaks off; if it was cut, raise max-output-tokens");
    }
  }

  /** Of a model that wrote nothing. */
  static Remark none(String why) {
    return useless("", why);
  }

  private static Remark opinion(JsonNode answer) {
    Opinion opinion = answer.path("confirmed").booleanValue() ? Opinion.CONFIRMED : Opinion.DENIED;
    return new Remark(opinion, answer.path("description").textValue(), "");
  }

  private static Remark useless(String content, String objection) {
    return new Remark(Opinion.UNCLEAR, content, objection);
  }
}
