package dev.vedette.cli.matrix;

import static dev.vedette.cli.matrix.Replays.at;
import static dev.vedette.cli.matrix.Replays.cloud;
import static dev.vedette.cli.matrix.Replays.edge;
import static dev.vedette.cli.matrix.Replays.words;
import static dev.vedette.core.brain.Opinion.CONFIRMED;
import static dev.vedette.core.brain.Opinion.DENIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.Machine;
import dev.vedette.core.control.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class MatrixPagesTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  private static final MatrixPlan PLAN =
      new MatrixPlan(600, 40, 8, 2, 600, new BigDecimal("0.04"), 10, 0.3);

  private static final Replay CLOUD =
      Replays.of(
          Mode.CLOUD,
          4,
          words(
              at(1), cloud(true, CONFIRMED),
              at(2), cloud(true, CONFIRMED),
              at(50), cloud(false, DENIED),
              at(99), cloud(false, CONFIRMED)));

  private static MatrixReport report() {
    return report(0.4);
  }

  private static MatrixReport report(double loadBefore) {
    Replay edge = Replays.of(Mode.EDGE, 4, words(at(1), edge(true)));
    Replay hybrid = Replays.of(Mode.HYBRID, 4, words(at(1), cloud(true, CONFIRMED)));
    return new MatrixReport(
        "vedette 1.2.3",
        "2026-11-28T03:10:04Z",
        "./vedette matrix --html <page>",
        new Machine("Some \"CPU\"", 2, "Linux", "amd64", "17"),
        PLAN,
        "face@1.1.0, int8-onednn",
        Matrix.SIMULATED,
        300,
        loadBefore,
        0.04,
        List.of(column(Mode.EDGE, edge), column(Mode.CLOUD, CLOUD), column(Mode.HYBRID, hybrid)));
  }

  private static Column column(Mode mode, Replay replay) {
    Agreement agreement =
        mode == Mode.CLOUD ? Agreement.NOTHING : Agreement.between(replay, CLOUD, 10);
    Replay other =
        new Replay(
            mode,
            replay.events(),
            replay.words(),
            replay.settledHere(),
            replay.cpuNanos() / 2,
            replay.calls(),
            replay.costMicros(),
            replay.sentBytes() * 2,
            replay.pictures());
    return Column.of(
        mode,
        List.of(replay, other),
        agreement,
        CutResult.of(replay, 10_000_000),
        new EdgePrice(PLAN.coreHourUsd(), PLAN.coreWatts()));
  }

  @Test
  void theTableIsAsAgreed() throws IOException {
    var text = new StringWriter();
    MatrixTable.print(report(), new PrintWriter(text));

    golden("matrix.txt", text.toString().replace("\r\n", "\n"));
  }

  @Test
  void thePageIsAsAgreed() throws IOException {
    golden("matrix.html", new MatrixPage(report()).html());
  }

  @Test
  void aBusyMachineIsSaid() {
    assertThat(MatrixNotes.of(report(7.5)).get(0)).contains("7.5 threads", "2 cores", "again");
    assertThat(MatrixNotes.of(report(0.4))).noneMatch(note -> note.contains("busy before"));
    assertThat(MatrixNotes.of(report(-1))).noneMatch(note -> note.contains("busy before"));
  }

  @Test
  void thePageFetchesNothingAndRunsNothing() {
    assertThat(new MatrixPage(report()).html())
        .doesNotContain("<script", "http:", "https:", "url(", "@import", " src=", " href=")
        .contains("prefers-color-scheme: dark", "./vedette matrix --html &lt;page&gt;");
  }

  @Test
  void thePageIsWellFormed() throws Exception {
    String html = new MatrixPage(report()).html();
    String xml =
        html.replaceFirst("<!DOCTYPE html>\n", "").replaceAll("(<meta [^>]*[^/])>", "$1/>");

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(10);
  }

  private static void golden(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(actual).as(name).isEqualTo(Files.readString(file));
  }
}
