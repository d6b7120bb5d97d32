package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.flink.MetricNames;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Grafana would find wrong with the dashboard, as far as the file alone tells. */
class DashboardTest {
  private static final int WIDTH = 24;

  /** Counters that come back as they were at the last checkpoint. */
  private static final List<String> CHECKPOINTED =
      List.of(
          MetricNames.EVENTS_RECEIVED,
          MetricNames.EVENTS,
          MetricNames.READINGS_RECEIVED,
          MetricNames.READINGS,
          MetricNames.WINDOWS,
          MetricNames.QUESTIONS,
          MetricNames.AUDIT_EVENTS,
          MetricNames.AVOIDED_CALLS,
          MetricNames.AVOIDED_USD);

  @Test
  void everyPanelHasANumberOfItsOwnAndATitle() throws IOException {
    List<Integer> ids = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
      ids.add(panel.path("id").asInt());
      titles.add(panel.path("title").asText());
    }
    assertThat(ids).doesNotHaveDuplicates().doesNotContain(0);
    assertThat(titles).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void noPanelLiesOnAnother() throws IOException {
    Map<String, String> taken = new HashMap<>();
    for (JsonNode panel : MonitoringFiles.dashboard().path("panels")) {
      JsonNode place = panel.path("gridPos");
      String title = panel.path("title").asText();
      int right = place.path("x").asInt() + place.path("w").asInt();
      assertThat(right).as(title).isBetween(1, WIDTH);
      assertThat(place.path("h").asInt()).as(title).isPositive();
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int row = 0; row < place.path("h").asInt(); row++) {
          String cell = "%d/%d".formatted(x, place.path("y").asInt() + row);
          assertThat(taken.put(cell, title)).as("%s at %s", title, cell).isNull();
        }
      }
    }
  }

  @Test
  void everyPanelSaysWhatItShowsInWhichUnitAndFromWhere() throws IOException {
    assertThat(MonitoringFiles.panels())
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              String title = panel.path("title").asText();
              assertThat(panel.path("description").asText()).as(title).endsWith(".");
              assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
                  .as(title)
                  .isNotEmpty();
              isOfTheChosenSource(panel);
              assertThat(panel.path("targets")).as(title).isNotEmpty();
              Set<String> letters = new HashSet<>();
              for (JsonNode target : panel.path("targets")) {
                isOfTheChosenSource(target);
                assertThat(target.path("expr").asText()).as(title).isNotBlank();
                assertThat(letters.add(target.path("refId").asText())).as(title).isTrue();
              }
            });
  }

  private static void isOfTheChosenSource(JsonNode node) {
    assertThat(node.path("datasource").path("type").asText()).isEqualTo("prometheus");
    assertThat(node.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
  }

  @Test
  void everySeriesIsOfTheDeploymentThatIsChosenOrOfNone() throws IOException {
    List<String> variables = new ArrayList<>();
    MonitoringFiles.dashboard()
        .path("templating")
        .path("list")
        .forEach(variable -> variables.add(variable.path("name").asText()));
    assertThat(variables).containsExactly("datasource", "deployment");
    MonitoringFiles.expressions()
        .forEach(
            (place, expression) -> {
              String rest = expression.replaceAll("\\w+\\{job_name=~\"\\$deployment\"[^}]*}", "");
              assertThat(MonitoringFiles.metrics(rest))
                  .as(place)
                  .isSubsetOf("vedette_unexplained_usd", "vedette_reconciled_at_seconds");
            });
  }

  /** They roll back at a restart, which rate() takes for a counter that began anew. */
  @Test
  void noRateIsTakenOfACounterThatIsState() throws IOException {
    Map<String, String> all = new HashMap<>(MonitoringFiles.expressions());
    all.put("the rules", MonitoringFiles.rules());
    for (String counter : CHECKPOINTED) {
      all.forEach(
          (place, expression) ->
              assertThat(expression)
                  .as(place)
                  .doesNotContainPattern(
                      "\\b(rate|irate|increase)\\(\\s*%s\\b".formatted(counter)));
    }
  }

  @Test
  void everyMetricOfDashboardAndAlertsIsOneOfTheJobOrOfReconciliation() throws Exception {
    Set<String> known = MonitoringFiles.metrics(Files.readString(MonitoringFiles.RECONCILED));
    for (Field field : MetricNames.class.getFields()) {
      if (field.get(null) instanceof String name && name.startsWith(MetricNames.GROUP + '_')) {
        known.add(name);
        known.add(name + "_bucket");
      }
    }
    Set<String> named = MonitoringFiles.metrics(MonitoringFiles.rules());
    MonitoringFiles.expressions()
        .values()
        .forEach(expression -> named.addAll(MonitoringFiles.metrics(expression)));
    named.removeIf(name -> name.startsWith("flink_"));

    assertThat(named).isNotEmpty().isSubsetOf(known);
  }
}
