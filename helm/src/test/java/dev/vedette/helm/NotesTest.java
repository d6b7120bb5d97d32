package dev.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code helm install} says when it is done. */
class NotesTest {
  @Test
  void itIsTheOperatorThatUpgrades() {
    assertThat(notes("values-operator.yaml"))
        .contains("helm test gate -n site", "service/gate-vedette-rest 8081:8081")
        .contains("kubectl get flinkdeployment -n site gate-vedette")
        .doesNotContain("flink stop", "No Secret is named");
  }

  @Test
  void withoutOneTheCommandsOfAnUpgradeAreThere() {
    assertThat(notes("values-edge.yaml"))
        .contains("flink stop -m gate-vedette-jobmanager:8081")
        .contains("--for=condition=complete job/gate-vedette-jobmanager-")
        .contains("--set initialSavepoint=")
        .doesNotContain("parallelism");
  }

  @Test
  void whoStandsByIsSentAwayBeforeTheJobIsStopped() {
    List<String> lines = notes("values-standalone.yaml").lines().toList();
    assertThat(lines).filteredOn(line -> line.contains("{\"parallelism\":1}")).hasSize(1);
    assertThat(place(lines, "{\"parallelism\":1}")).isLessThan(place(lines, "flink stop"));
  }

  @Test
  void whatIsMissingIsTold() {
    assertThat(
            notes(
                "values-edge.yaml",
                "networkPolicy.enabled=false",
                "secrets.provider.existingSecret="))
        .contains("the job may talk to anybody", "secrets.provider.existingSecret");
  }

  private static int place(List<String> lines, String words) {
    return lines.indexOf(
        lines.stream().filter(line -> line.contains(words)).findFirst().orElseThrow());
  }

  private static String notes(String values, String... settings) {
    var command =
        Chart.helm()
            .install()
            .clientOnly()
            .dryRun()
            .withName("gate")
            .withNamespace("site")
            .withKubeVersion("1.31.0")
            .withValuesFile(Chart.FOLDER.resolve(values));
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      command.set(parts[0], parts[1]);
    }
    String output = command.call().getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }
}
