package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes the real job, and is asked whatever the dashboard and the alerts ask.
 */
class MonitoringIT {
  @TempDir Path folder;

  @BeforeEach
  void prometheusIsHere() {
    assertThat(PrometheusTools.prometheus()).isExecutable();
  }

  @Test
  void everyExpressionOfTheDashboardAndOfTheAlertsHasAnAnswer() throws Exception {
    try (var busy = BusySite.open(folder);
        var reconciled = TextfileServer.of(MonitoringFiles.RECONCILED);
        var prometheus =
            PrometheusServer.start(
                configuration(busy.site.metricsUrl(), reconciled.address()), folder)) {
      busy.happen();
      busy.release(1);
      busy.happen();
      busy.release(2);

      Map<String, String> asked = new TreeMap<>();
      MonitoringFiles.expressions()
          .forEach((place, expression) -> asked.put(place, PromQl.ofDashboard(expression)));
      assertThat(asked).isNotEmpty();
      Map<String, String> rules = rules(prometheus);
      assertThat(rules.keySet()).containsAll(MonitoringFiles.alerts());
      asked.putAll(rules);

      // What has been answered once stays so: those two minutes go on, and what was in them passes.
      Awaiting.until(
          "an answer to each expression",
          () -> {
            asked.values().removeAll(answered(prometheus, asked.values()));
            return asked;
          },
          Map::isEmpty);
    }
  }

  /** By alert or recorded series, and number where there are several. */
  private static Map<String, String> rules(PrometheusServer prometheus) throws Exception {
    Map<String, String> rules = new TreeMap<>();
    for (JsonNode group : prometheus.rules()) {
      for (JsonNode rule : group.path("rules")) {
        String name = rule.path("name").asText();
        String place = rules.containsKey(name) ? name + " (2)" : name;
        String query = rule.path("query").asText();
        assertThat(rules.put(place, PromQl.answering(query))).as(place).isNull();
        PromQl.selectors(query)
            .forEach(selector -> rules.put("%s: %s".formatted(place, selector), selector));
      }
    }
    return rules;
  }

  /** Those with a number for an answer. */
  private static Set<String> answered(PrometheusServer prometheus, Collection<String> expressions)
      throws Exception {
    Set<String> answered = new HashSet<>();
    for (String expression : expressions) {
      boolean isNumber = false;
      for (JsonNode series : prometheus.query(expression)) {
        isNumber |= !series.path("value").path(1).asText().equals("NaN");
      }
      if (isNumber) {
        answered.add(expression);
      }
    }
    return answered;
  }

  /** With the rules as they are shipped, but over two minutes each. */
  private Path configuration(String metricsUrl, String textfiles) throws Exception {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules, PromQl.shortened(MonitoringFiles.rules()).replace("interval: 5m", "interval: 2s"));
    return Files.writeString(
        folder.resolve("prometheus.yaml"),
        """
        global: {scrape_interval: 2s, evaluation_interval: 2s}
        rule_files: [rules.yaml]
        scrape_configs:
          - job_name: vedette
            static_configs: [{targets: ['%s']}]
          - job_name: node
            static_configs: [{targets: ['%s']}]
        """
            .formatted(URI.create(metricsUrl).getAuthority(), textfiles));
  }
}
