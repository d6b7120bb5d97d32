package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart says what it should, and refuses what it does not know. */
class ChartTest {
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path METRICS = Path.of("../jobs/metrics");
  private static final String OPERATOR = "values-operator.yaml";
  private static final String STANDALONE = "values-standalone.yaml";
  private static final String EDGE = "values-edge.yaml";

  static List<String> valuesFiles() throws IOException {
    return Chart.valuesFiles();
  }

  @Test
  void helmFindsNothingWrongWithIt() {
    LintResult result = Chart.helm().lint().strict().call();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void whatAUserIsShownRendersAsItDid(String values) throws Exception {
    String rendered =
        Stream.of(Chart.text(values).split("(?m)^---\n"))
            // Which are files of jobs/metrics, as another test says.
            .filter(text -> !text.contains("kind: PrometheusRule"))
            .filter(text -> !text.contains("vedette.json: "))
            .collect(Collectors.joining("---\n"));
    Path golden = GOLDEN.resolve(values);
    if (REWRITE) {
      Files.writeString(golden, rendered);
    }
    assertThat(rendered)
        .as("-Dgolden.rewrite=true writes %s anew", golden)
        .isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyManifestHasOnlyWhatItsKindMayHave(String values) throws Exception {
    for (JsonNode manifest : Chart.manifests(values)) {
      assertThatCode(() -> StrictKinds.check(manifest))
          .as("%s %s", manifest.path("kind").asText(), manifest.at("/metadata/name").asText())
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, /spec/template/spec/containers/0, volumeMount",
    "Job, /spec/template/spec, restartPolicies",
    "FlinkDeployment, /spec, jobb",
    "FlinkDeployment, /spec/podTemplate/spec/containers/0, volumeMount",
    "PodMonitor, /spec, selectors",
    "CiliumNetworkPolicy, /spec, egresses"
  })
  void aMisspeltFieldWouldBeSeen(String kind, String place, String field) throws Exception {
    boolean isOperators = kind.equals("FlinkDeployment") || kind.equals("PodMonitor");
    JsonNode manifest =
        Chart.manifests(isOperators ? OPERATOR : STANDALONE).stream()
            .filter(one -> one.path("kind").asText().equals(kind))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) manifest.at(place)).put(field, "x");
    assertThatThrownBy(() -> StrictKinds.check(manifest)).hasMessageContaining(field);
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyPodIsRestrictedAndItsRootIsReadOnly(String values) throws Exception {
    int pods = 0;
    for (JsonNode manifest : Chart.manifests(values)) {
      for (JsonNode pod : Pods.of(manifest)) {
        pods++;
        assertThat(Pods.againstRestricted(pod))
            .as(manifest.at("/metadata/name").asText())
            .isEmpty();
      }
    }
    assertThat(pods).isGreaterThan(2);
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void secretsAreNamedAndMountedWholeAndNeverMade(String values) throws Exception {
    String text = Chart.text(values);
    assertThat(text)
        .doesNotContain("kind: Secret")
        .doesNotContain("secretKeyRef")
        // A file that is mounted alone stays as it was when its Secret changes.
        .doesNotContain("subPath");
    assertThat(Chart.manifestsOf(text).stream().flatMap(one -> Pods.of(one).stream()))
        .filteredOn(pod -> pod.toString().contains("/etc/vedette"))
        .isNotEmpty()
        .allSatisfy(
            pod ->
                assertThat(pod.toString())
                    .contains("\"secretName\":\"vedette-provider\"")
                    .contains("/run/secrets/vedette/provider"));
  }

  @Test
  void alertsAndDashboardAreThoseOfTheMetrics() throws Exception {
    List<JsonNode> manifests = Chart.manifests(OPERATOR);
    assertThat(Chart.only(manifests, "PrometheusRule", "vedette").path("spec"))
        .isEqualTo(Chart.yaml(Files.readString(METRICS.resolve("alerts/vedette.rules.yaml"))));
    assertThat(Chart.only(manifests, "ConfigMap", "dashboard").at("/data/vedette.json").asText())
        .isEqualTo(Files.readString(METRICS.resolve("dashboards/vedette.json")));
  }

  @Test
  void everyOptionOfTheJobCanBeSetAndNoOther() throws Exception {
    Path file = Chart.FOLDER.resolve("values.schema.json");
    var json = new ObjectMapper();
    JsonNode schema = json.readTree(file.toFile());
    ObjectNode options = OptionsSchema.make();
    if (REWRITE) {
      ((ObjectNode) schema.path("$defs")).set("vedette", options);
      Files.writeString(
          file, json.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
    }
    assertThat(schema.at("/$defs/vedette"))
        .as("-Dgolden.rewrite=true writes %s anew", file)
        .isEqualTo(options);
  }

  @Test
  void namesAreAnsweredWhereverTheAnswerComesFrom() throws Exception {
    List<JsonNode> manifests =
        Chart.manifests(
            EDGE, "networkPolicy.dns[0].cidr=169.254.20.10/32", "networkPolicy.dns[0].ports[0]=53");
    for (JsonNode manifest : manifests) {
      StrictKinds.check(manifest);
    }
    assertThat(Chart.only(manifests, "NetworkPolicy", "vedette").toString())
        .contains("169.254.20.10/32");
    // Hooks come before the policy of the release they are of.
    assertThat(Chart.only(manifests, "NetworkPolicy", "topics").toString())
        .contains("169.254.20.10/32")
        .contains("9092");
  }

  @Test
  void twoReleasesInOneBucketDoNotMeet() throws Exception {
    String text =
        Chart.only(Chart.manifests(STANDALONE), "ConfigMap", "-flink")
            .at("/data/config.yaml")
            .asText();
    JsonNode flink = Chart.yaml(text);
    for (String folder :
        List.of(
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir",
            "high-availability.storageDir",
            "job-result-store.storage-path")) {
      assertThat(flink.path(folder).asText()).contains("/gate-vedette/");
    }
    assertThat(flink.path("high-availability.cluster-id").asText()).isEqualTo("gate-vedette");
  }

  @Test
  void theAutoscalerLeavesAloneWhatIsOneSubtaskOnly() throws Exception {
    String left =
        Chart.only(Chart.manifests(OPERATOR), "FlinkDeployment", "vedette")
            .at("/spec/flinkConfiguration")
            .path("job.autoscaler.vertex.exclude.ids")
            .asText();
    // As Flink reads a list.
    var option = ConfigOptions.key("ids").stringType().asList().noDefaultValue();
    assertThat(Configuration.fromMap(Map.of("ids", left)).get(option))
        .containsExactlyInAnyOrderElementsOf(JobVertices.ofOneSubtask());
  }

  @Test
  void hooksComeInTheirOrderAndTheTestIsOne() throws Exception {
    List<JsonNode> manifests = Chart.manifests(EDGE);
    JsonNode file = Chart.only(manifests, "ConfigMap", "topics").at("/metadata/annotations");
    JsonNode job = Chart.only(manifests, "Job", "topics").at("/metadata/annotations");
    for (JsonNode hook : List.of(file, job)) {
      assertThat(hook.path("helm.sh/hook").asText()).isEqualTo("pre-install,pre-upgrade");
    }
    assertThat(file.path("helm.sh/hook-weight").asInt())
        .isLessThan(job.path("helm.sh/hook-weight").asInt());
    assertThat(
            Chart.only(manifests, "Pod", "running")
                .at("/metadata/annotations")
                .path("helm.sh/hook")
                .asText())
        .isEqualTo("test");
  }

  @Test
  void itsReadmeNamesEveryValue() throws Exception {
    String readme = Files.readString(Chart.FOLDER.resolve("README.md"));
    Chart.yaml(Files.readString(Chart.FOLDER.resolve("values.yaml")))
        .fieldNames()
        .forEachRemaining(name -> assertThat(readme).contains("`" + name));
  }
}
