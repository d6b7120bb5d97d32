package dev.vedette.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.Commands;
import dev.vedette.cli.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it: a broker, a provider, the job in a process of its own, and cameras. */
@Timeout(300)
class MatrixIT {
  @TempDir private Path folder;

  @Test
  void theModesDifferAsTheyMustAndNothingIsLeftBehind() throws Exception {
    Set<String> before = temporaryFolders();
    Path json = folder.resolve("m.json");
    Path html = folder.resolve("m.html");
    Commands.Said said =
        Commands.run(
            "matrix",
            "--events=240",
            "--rate=60",
            "--devices=6",
            "--rounds=1",
            "--latency=50",
            "--json=" + json,
            "--html=" + html);

    assertThat(said.code()).as("%s", said.err()).isZero();
    assertThat(said.out()).contains("edge only", "cloud only", "hybrid", "* simulated, as are:");
    assertThat(html).content().contains("<svg", "simulated");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    JsonNode edge = report.at("/columns/0");
    JsonNode cloud = report.at("/columns/1");
    JsonNode hybrid = report.at("/columns/2");
    assertThat(edge.path("mode").asText()).isEqualTo("edge");
    assertThat(cloud.path("mode").asText()).isEqualTo("cloud");
    assertThat(hybrid.path("mode").asText()).isEqualTo("hybrid");

    assertThat(median(edge, "cloudMicros")).isZero();
    assertThat(median(edge, "bytes")).isZero();
    assertThat(median(edge, "pictures")).isZero();
    assertThat(median(cloud, "calls")).isEqualTo(1000);
    assertThat(median(cloud, "pictures")).isEqualTo(1000);
    assertThat(median(cloud, "withCloudAnswer")).isEqualTo(1);
    for (String measure : new String[] {"calls", "pictures", "bytes", "cloudMicros"}) {
      assertThat(median(hybrid, measure))
          .as(measure)
          .isPositive()
          .isLessThan(median(cloud, measure) / 4);
    }
    for (JsonNode mode : report.path("columns")) {
      assertThat(median(mode, "edgeMicros")).isPositive();
      assertThat(mode.at("/firstMillis/p50/median").asDouble()).isPositive();
    }
    assertThat(cloud.at("/finalMillis/p50/median").asDouble())
        .isGreaterThan(edge.at("/finalMillis/p50/median").asDouble());

    for (JsonNode mode : report.path("columns")) {
      assertThat(hits(mode.at("/networkCut/inTime"))).isEqualTo(80);
      assertThat(hits(mode.at("/networkCut/byCloud"))).isZero();
    }
    assertThat(hits(cloud.at("/networkCut/unanswered"))).isEqualTo(80);

    JsonNode visits = edge.at("/agreement/missedVisits");
    assertThat(visits.path("of").asInt()).isPositive();
    assertThat(hits(visits)).isLessThan(visits.path("of").asInt());
    assertThat(hits(hybrid.at("/agreement/missedVisits"))).isEqualTo(hits(visits));

    assertThat(temporaryFolders()).isEqualTo(before);
    assertThat(jobsBeside()).isZero();
  }

  @Test
  void whoeverStopsItIsLeftWithNothing() throws Exception {
    Set<String> before = temporaryFolders();
    var stop = new StopSignal();
    stop.request();
    var plan = new MatrixPlan(100, 40, 2, 1, 50, BigDecimal.ONE, 10, 0.3);

    Assertions.assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(
            () ->
                new Matrix(plan, "./vedette matrix", stop, new PrintWriter(new StringWriter()))
                    .run());
    assertThat(temporaryFolders()).isEqualTo(before);
    assertThat(jobsBeside()).isZero();
  }

  private static double median(JsonNode mode, String measure) {
    return mode.path(measure).path("median").asDouble();
  }

  private static int hits(JsonNode share) {
    return share.path("hits").asInt();
  }

  private static long jobsBeside() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("MatrixJobMain"))
        .count();
  }

  private static Set<String> temporaryFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("vedette-") || name.startsWith("minicluster_"))
          .filter(name -> !name.endsWith(".log"))
          .collect(Collectors.toSet());
    }
  }
}
