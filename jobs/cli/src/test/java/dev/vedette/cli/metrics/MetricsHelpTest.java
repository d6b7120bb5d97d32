package dev.vedette.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.flink.MetricNames;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The reporter does not know the job, and the job does not know the reporter. */
class MetricsHelpTest {
  @Test
  void everyMetricOfTheJobIsExplainedAndNoOther() throws Exception {
    var explained = new Properties();
    try (InputStream file =
        getClass().getResourceAsStream("/META-INF/vedette/metrics-help.properties")) {
      explained.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    Set<String> metrics = new TreeSet<>();
    for (Field field : MetricNames.class.getFields()) {
      if (field.get(null) instanceof String name && name.startsWith(MetricNames.GROUP + '_')) {
        metrics.add(name);
      }
    }

    assertThat(metrics).isNotEmpty();
    assertThat(explained.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(metrics);
  }
}
