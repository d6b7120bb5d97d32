package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a load test says of a short run is so. */
@Tag("cluster")
@Timeout(300)
class LoadRunIT {
  private static final double PER_SECOND = 40;

  @TempDir Path folder;

  @Test
  void aShortRunLosesNothingAndWritesDownWhatItSaw() throws Exception {
    JsonNode json = run("steady");
    assertThat(json.at("/settings/taskmanager.memory.process.size").asText()).contains("2500m");
    JsonNode steady = json.path("results").path(0).path("phases").path(1);
    assertThat(steady.path("name").asText()).isEqualTo("steady");
    assertThat(steady.path("perSecond").asDouble()).isBetween(0.9 * PER_SECOND, 1.1 * PER_SECOND);
    // A second a row, and the sum of what was judged in each is what was judged in all.
    List<String> rows = Files.readAllLines(folder.resolve("series.csv"));
    double judged =
        rows.stream()
            .skip(1)
            .map(row -> row.split(",", -1))
            .mapToDouble(row -> Double.parseDouble(row[3]))
            .sum();
    double received = value(json, "events received, of those sent");
    assertThat(judged).isBetween(0.85 * received, 1.05 * received);
    assertThat(folder.resolve("index.html")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "burst, until the last burst's backlog was gone",
    "skew, alerts of all other devices",
    "outage, until the first answer",
    "rolling-restart, most backlog"
  })
  void whatHappensInAScenarioIsMeasuredAndLosesNothing(String scenario, String finding)
      throws Exception {
    assertThat(value(run(scenario), finding)).isPositive();
  }

  private JsonNode run(String scenario) throws Exception {
    ExitCode code =
        LoadRun.run(
            List.of(
                scenario,
                "--minutes",
                "0.15",
                "--rate",
                "40",
                "--warm-up",
                "2",
                "--unpinned",
                "--out",
                folder.toString()));
    assertThat(code).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(folder.resolve("run.json").toFile());
  }

  private static double value(JsonNode json, String name) {
    for (JsonNode finding : json.path("results").path(0).path("findings")) {
      if (finding.path("name").asText().equals(name)) {
        return finding.path("value").asDouble();
      }
    }
    throw new AssertionError("nothing was found of " + name);
  }
}
