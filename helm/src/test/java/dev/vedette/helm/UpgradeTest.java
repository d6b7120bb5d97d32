package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another set of values does to what is there. */
class UpgradeTest {
  private static final String OPERATOR = "values-operator.yaml";
  private static final String STANDALONE = "values-standalone.yaml";
  private static final String LOOKUP = "lookup \"batch/v1\" \"Job\" .Release.Namespace \"\"";
  private static final String FOUND = ".Files.Get \"files/jobs.yaml\" | fromYaml";

  private static final String UPGRADE = ".Release.IsUpgrade";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vedette.ask.deadline=20 s",
        "files.watch\\.json={}",
        "initialSavepoint=file:///vedette/state/savepoints/savepoint-1",
        "jobManager.cpu=1",
        "image.tag=0.2.0",
        "image.pullPolicy=Always",
        "extraEnv[0].name=TZ",
        "jobManager.annotations.a=b"
      })
  void anotherPodIsAnotherJobAsTheOneOfAJobCannotBeChanged(String setting) throws Exception {
    assertThat(jobManager(setting)).isNotEqualTo(jobManager());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"networkPolicy.enabled=false", "autoscaling.minSubtasks=2", "topics.partitions=8"})
  void whatDoesNotConcernTheJobLeavesItAlone(String setting) throws Exception {
    assertThat(jobManager(setting)).isEqualTo(jobManager());
  }

  @ParameterizedTest
  @ValueSource(strings = {"vedette.ask.deadline=20 s", "files.watch\\.json={}"})
  void theOperatorSeesThatAFileIsAnotherOne(String setting) throws Exception {
    assertThat(checksum(setting)).isNotEqualTo(checksum());
  }

  @Test
  void anotherJobManagerWaitsUntilTheJobHasBeenStopped() throws Exception {
    Path chart = chartWhereThereIs("gate-vedette-jobmanager-0", "gate", "{active: 1}");
    assertThatThrownBy(() -> Chart.textOf(chart, STANDALONE))
        .hasMessageContaining("the job still runs in gate-vedette-jobmanager-0")
        .hasMessageContaining("helm get notes gate -n site")
        .hasMessageContaining("initialSavepoint");
  }

  @Test
  void aJobThatWasStoppedOrIsAnothersOrTheSameIsNoReasonToWait() throws Exception {
    for (Path chart :
        new Path[] {
          chartWhereThereIs("gate-vedette-jobmanager-0", "gate", "{succeeded: 1}"),
          chartWhereThereIs("gate-vedette-jobmanager-0", "fence", "{active: 1}"),
          chartWhereThereIs(jobManager(), "gate", "{active: 1}")
        }) {
      assertThatCode(() -> Chart.textOf(chart, STANDALONE)).doesNotThrowAnyException();
    }
  }

  @Test
  void theLastStateIsFoundByHighAvailabilityOnly() {
    assertThatThrownBy(
            () -> Chart.text(OPERATOR, "upgrade.mode=last-state", "highAvailability.enabled=false"))
        .hasMessageContaining("upgrade.mode=last-state")
        .hasMessageContaining("highAvailability.enabled");
  }

  /** As if this were an upgrade, and Kubernetes were asked for its jobs and had this one. */
  private Path chartWhereThereIs(String job, String release, String status) throws IOException {
    assertThat(Files.readString(Chart.FOLDER.resolve("templates/standalone.yaml")))
        .contains(LOOKUP, UPGRADE);
    Path chart =
        Chart.copy(
            folder.resolve(job + release + status.length()),
            Map.of(LOOKUP, FOUND, UPGRADE, "true"));
    Files.writeString(
        chart.resolve("files/jobs.yaml"),
        """
        items:
          - metadata: {name: someone-elses}
          - metadata:
              name: %s
              labels: {app.kubernetes.io/instance: %s, component: jobmanager}
            status: %s
        """
            .formatted(job, release, status));
    return chart;
  }

  private static String jobManager(String... settings) throws IOException {
    return Chart.manifests(STANDALONE, settings).stream()
        .filter(manifest -> manifest.path("kind").asText().equals("Job"))
        .map(manifest -> manifest.at("/metadata/name").asText())
        .filter(name -> name.contains("jobmanager"))
        .findFirst()
        .orElseThrow();
  }

  private static String checksum(String... settings) throws IOException {
    JsonNode deployment =
        Chart.only(Chart.manifests(OPERATOR, settings), "FlinkDeployment", "vedette");
    return deployment.at("/spec/podTemplate/metadata/annotations").path("checksum/job").asText();
  }
}
