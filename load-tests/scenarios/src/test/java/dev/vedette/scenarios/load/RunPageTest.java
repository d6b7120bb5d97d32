package dev.vedette.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {
  private static final LoadPlan PLAN =
      new LoadPlan(
          "steady",
          Duration.ofMinutes(1),
          new Rate(0.5, true),
          Duration.ZERO,
          1,
          1,
          10,
          null,
          true,
          Map.of("a.key", "<b>"));

  private static Play play(int seconds) {
    List<Sample> samples = new ArrayList<>();
    List<HeardVerdicts.Alert> alerts = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      samples.add(
          new Sample(
              i,
              i < 5 ? "warm-up" : "steady, \"quoted\"",
              100L * i,
              99L * i,
              98L * i,
              Map.of("cloud", 2L * i, "breaker-open", (long) i),
              3L * i,
              1 << 30,
              0.5 * i,
              0.125 * i,
              1 << 20,
              0.25,
              1,
              5L * i));
      if (i % 3 == 0) {
        alerts.add(new HeardVerdicts.Alert(i + 0.5, 12_000, "pump-1"));
      }
    }
    return new Play(
        "",
        100,
        List.of(new Phase("warm-up", 0, 5, 100), new Phase("steady", 5, seconds, 100)),
        samples,
        alerts,
        List.of(new Checkpoint(1, 3, 0.2, 1000, "COMPLETED")),
        List.of(new EdgeAlignment(1, "judge <events>", "follow", "HASH", 12, 0, 5, false)),
        List.of(
            Finding.measured("p99", 12.34, "ms"),
            Finding.equal("received", 9, 10),
            Finding.atMost("caught up", 12, "s", 30)));
  }

  private static RunReport report(Play play) throws Exception {
    return RunReport.of(
        PLAN,
        List.of("steady"),
        Pinning.of(true),
        new RunReport.Beginning(Instant.EPOCH, 0.1, 0),
        List.of(play),
        List.of(),
        null);
  }

  @Test
  void thePageStandsForItselfAndIsWellFormed() throws Exception {
    Play play = play(40);
    String html = new RunPage(report(play), List.of(play)).html();
    assertThat(html)
        .contains("judge &lt;events&gt;", "BROKEN", "met", "&lt;b&gt;")
        .doesNotContain("NaN", "Infinity", "<script", "http", "null");
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</body>") + 7);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aRunThatHasHardlyBegunHasAPageToo() throws Exception {
    for (int seconds : new int[] {0, 1, 2}) {
      Play play = play(seconds);
      assertThat(new RunPage(report(play), List.of(play)).html()).doesNotContain("NaN");
    }
  }

  @Test
  void linesOfALongRunHaveFewPoints() {
    String svg = new RunPlots(play(4_000)).svg();
    assertThat(svg.length()).isLessThan(120_000);
    assertThat(svg).contains("by 12 seconds");
  }

  @Test
  void theSeriesHasARowForEachSecondAndQuotesWhatMustBe() {
    List<String> lines = SeriesCsv.of(Row.of(play(8))).lines().toList();
    assertThat(lines).hasSize(8);
    assertThat(lines.get(0))
        .startsWith("second,phase,sent_per_s,judged_per_s,asked_per_s,alerts,p50_ms,p99_ms,backlog")
        .endsWith("verdicts_breaker_open_per_s,verdicts_cloud_per_s");
    assertThat(lines.get(1))
        .isEqualTo(
            "1.000,warm-up,100.000,99.000,3.000,1,12.031,12.031,1,1,1024.000,0.500,0.125,1.000,0.250,5.000,1.000,2.000");
    assertThat(lines.get(2)).contains(",0,,,");
    assertThat(lines.get(6)).contains("\"steady, \"\"quoted\"\"\"");
  }

  @Test
  void theFolderHasSeriesSummaryAndPage(@TempDir Path folder) throws Exception {
    Play play = play(10);
    RunFolder.create(folder.resolve("run"), "steady", "now").write(report(play), List.of(play));
    Path run = folder.resolve("run");
    assertThat(run.resolve("series.csv")).exists();
    assertThat(Files.readString(run.resolve("index.html"))).startsWith("<!DOCTYPE html>");
    JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
    assertThat(json.path("scenario").asText()).isEqualTo("steady");
    assertThat(json.path("command").asText()).isEqualTo("./load-tests/run steady");
    assertThat(json.path("exit").asText()).isEqualTo(ExitCode.BROKEN.meaning());
    assertThat(json.path("settings").path("a.key").asText()).isEqualTo("<b>");
    assertThat(json.path("versions").path("kafka").asText()).isNotEmpty();
    JsonNode result = json.path("results").path(0);
    assertThat(result.path("findings").path(0).path("value").asDouble()).isEqualTo(12.34);
    assertThat(result.path("phases").path(1).path("name").asText()).isEqualTo("steady");
  }

  @Test
  void anAxisEndsAtARoundNumber() {
    assertThat(Axis.linear(1_413).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0", "500", "1,000", "1,500");
    assertThat(Axis.linear(0.36).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(Axis.linear(0).ticks()).extracting(Axis.Tick::text).containsExactly("0", "1");
    assertThat(Axis.logarithmic(1, 450).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("1", "10", "100", "1,000");
    assertThat(Axis.time(1_900).ticks())
        .extracting(Axis.Tick::text)
        .contains("0 min", "5 min", "30 min");
    assertThat(Axis.linear(10).place(99)).isEqualTo(1);
  }
}
