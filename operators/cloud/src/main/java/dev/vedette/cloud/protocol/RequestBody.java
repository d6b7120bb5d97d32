package dev.vedette.cloud.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.cloud.provider.ModelOptions;

/** What is sent: JSON without a blank, fields in the order in which they were put. */
public final class RequestBody {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RequestBody() {}

  /** Only where somebody wants another one than the model's own: some refuse any other. */
  public static void putTemperature(ObjectNode body, ModelOptions model) {
    Double temperature = model.temperature();
    if (temperature != null) {
      body.put("temperature", temperature);
    }
  }

  public static byte[] of(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }
}
