package dev.vedette.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vedette.pipeline.VedetteOptions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;

/**
 * What may stand under {@code vedette:} in the values: every option of the job, nested or dotted as
 * in its own file, and nothing else.
 */
final class OptionsSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "vedette.";

  private OptionsSchema() {}

  static ObjectNode make() {
    SortedMap<String, ConfigOption<?>> options = new TreeMap<>();
    for (ConfigOption<?> option : VedetteOptions.ALL) {
      options.put(option.key().substring(PREFIX.length()), option);
    }
    return branch(options);
  }

  private static ObjectNode branch(SortedMap<String, ConfigOption<?>> options) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    Map<String, SortedMap<String, ConfigOption<?>>> branches = new TreeMap<>();
    options.forEach(
        (key, option) -> {
          properties.set(key, leaf(option));
          int dot = key.indexOf('.');
          if (dot > 0) {
            branches
                .computeIfAbsent(key.substring(0, dot), name -> new TreeMap<>())
                .put(key.substring(dot + 1), option);
          }
        });
    branches.forEach((name, below) -> properties.set(name, branch(below)));
    return schema;
  }

  private static ObjectNode leaf(ConfigOption<?> option) {
    ObjectNode schema = JSON.createObjectNode();
    var types = schema.putArray("type").add("string").add("number").add("boolean").add("array");
    if (option.defaultValue() instanceof Map) {
      types.add("object");
    }
    // What begins so is a key of a provider's, and no path or name.
    schema.putObject("not").put("type", "string").put("pattern", "^(sk-|AIza)|PRIVATE KEY");
    return schema;
  }
}
