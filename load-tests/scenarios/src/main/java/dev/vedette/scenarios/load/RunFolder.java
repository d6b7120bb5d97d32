package dev.vedette.scenarios.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a run leaves what it has found: {@code run.json}, {@code index.html} and the series. */
record RunFolder(Path folder) {
  private static final Path RUNS = Path.of("load-tests", "runs");

  static RunFolder create(@Nullable Path out, String scenario, String date) throws IOException {
    Path folder =
        out == null ? RUNS.resolve(date.replace(":", "").replace("Z", "") + '-' + scenario) : out;
    Files.createDirectories(folder);
    return new RunFolder(folder);
  }

  void write(RunReport report, List<Play> plays) throws IOException {
    for (Play play : plays) {
      String name = play.label().isEmpty() ? "series" : "series-" + play.label().replace(' ', '-');
      Files.writeString(folder.resolve(name + ".csv"), SeriesCsv.of(Row.of(play)));
    }
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve("run.json").toFile(), report);
    Files.writeString(folder.resolve("index.html"), new RunPage(report, plays).html());
  }
}
