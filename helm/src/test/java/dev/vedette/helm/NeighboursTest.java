package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others on the cluster may do with the job's pods, and see of them. */
class NeighboursTest {
  private static final String OPERATOR = "values-operator.yaml";
  private static final String STANDALONE = "values-standalone.yaml";
  private static final String EDGE = "values-edge.yaml";
  private static final String OPERATORS_LABEL = "flink-kubernetes-operator";

  @Test
  void theOperatorReachesTheInterfaceThatItAsks() throws Exception {
    assertThat(
            Chart.only(Chart.manifests(OPERATOR), "NetworkPolicy", "vedette")
                .at("/spec/ingress")
                .valueStream())
        .filteredOn(rule -> rule.path("from").toString().contains(OPERATORS_LABEL))
        .singleElement()
        .satisfies(rule -> assertThat(rule.at("/ports/0/port").asInt()).isEqualTo(8081));
    assertThatThrownBy(() -> Chart.text(OPERATOR, "networkPolicy.operator=null"))
        .hasMessageContaining("networkPolicy.operator is empty");
  }

  @Test
  void whereThereIsNoOperatorNoneIsLetIn() throws Exception {
    assertThat(Chart.text(STANDALONE)).doesNotContain(OPERATORS_LABEL);
  }

  @Test
  void prometheusIsNotToldToReadWhatItCannotReach() {
    assertThatThrownBy(() -> Chart.text(OPERATOR, "networkPolicy.monitoring=null"))
        .hasMessageContaining("networkPolicy.monitoring is empty");
  }

  /** Kubernetes can reckon with maxUnavailable only where a Deployment of the pods' own is. */
  @ParameterizedTest
  @CsvSource({
    "values-operator.yaml, autoscaling.minSubtasks=8, jobmanager, maxUnavailable, 1",
    "values-operator.yaml, autoscaling.minSubtasks=8, taskmanager, minAvailable, 3",
    "values-operator.yaml, autoscaling.enabled=false, taskmanager, minAvailable, 1",
    "values-standalone.yaml, jobManager.replicas=3, jobmanager, minAvailable, 2",
    "values-standalone.yaml, jobManager.replicas=3, taskmanager, maxUnavailable, 1"
  })
  void onePodAtATimeIsSaidInWordsThatItsOwnerUnderstands(
      String values, String setting, String component, String word, int count) throws Exception {
    JsonNode budget =
        Chart.only(Chart.manifests(values, setting), "PodDisruptionBudget", component).path("spec");
    assertThat(budget.path(word).asInt()).isEqualTo(count);
    assertThat(budget.size()).isEqualTo(2);
  }

  @Test
  void oneJobManagerOfAJobDoesNotKeepItsNodeFromBeingDrained() throws Exception {
    assertThat(budgets(EDGE, "podDisruptionBudget.enabled=true"))
        .containsExactly("gate-vedette-taskmanager");
  }

  @ParameterizedTest
  @ValueSource(strings = {OPERATOR, STANDALONE, EDGE})
  void everyProcessIsProbed(String values) throws Exception {
    List<JsonNode> flink =
        Chart.manifests(values).stream()
            .flatMap(NeighboursTest::processes)
            .filter(container -> !container.path("name").asText().matches("topics|running"))
            .toList();
    assertThat(flink)
        .hasSize(2)
        .allSatisfy(
            container ->
                assertThat(container.properties())
                    .extracting(Map.Entry::getKey)
                    .contains("startupProbe", "livenessProbe", "readinessProbe"));
  }

  private static Stream<JsonNode> processes(JsonNode manifest) {
    if (manifest.path("kind").asText().equals("FlinkDeployment")) {
      return Stream.of("jobManager", "taskManager")
          .map(each -> manifest.at("/spec/" + each + "/podTemplate/spec/containers/0"));
    }
    return Pods.of(manifest).stream().map(pod -> pod.at("/containers/0"));
  }

  private static List<String> budgets(String values, String... settings) throws IOException {
    return Chart.manifests(values, settings).stream()
        .filter(manifest -> manifest.path("kind").asText().equals("PodDisruptionBudget"))
        .map(manifest -> manifest.at("/metadata/name").asText())
        .toList();
  }
}
