package dev.vedette.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;

/** {@code CONFIGURATION.md}: every option of the job, made from the options themselves. */
final class ConfigurationPage {
  private ConfigurationPage() {}

  static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration
            Made from the options in `VedetteOptions`; a test fails when it is out of date.

            A configuration file is YAML. Keys can be nested or dotted. Options of Flink can stand \
            beside these, such as `parallelism.default` or `execution.checkpointing.interval`. \
            A list is written as `a;b`.

            | option | default | what it does |
            |---|---|---|
            """);
    for (ConfigOption<?> option : VedetteOptions.ALL) {
      page.append(
          "| `%s` | %s | %s |%n"
              .formatted(option.key(), defaultOf(option), Descriptions.of(option))
              .replace(System.lineSeparator(), "\n"));
    }
    return page.toString();
  }

  private static String defaultOf(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null || value.equals("") || value.equals(Map.of())) {
      return "";
    }
    if (value instanceof Duration duration) {
      return '`' + TimeUtils.formatWithHighestUnit(duration) + '`';
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? ""
          : '`' + String.join(";", list.stream().map(String::valueOf).toList()) + '`';
    }
    return '`' + value.toString() + '`';
  }
}
