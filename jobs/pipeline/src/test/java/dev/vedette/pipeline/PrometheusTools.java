package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The programs of Debian's package {@code prometheus}, which not every machine has. */
final class PrometheusTools {
  /** Set to 1, as {@code .ci/run} does, it turns the skipped tests into failures. */
  private static final String REQUIRED = "VEDETTE_REQUIRE_PROMTOOL";

  private PrometheusTools() {}

  static Path promtool() {
    return found("promtool");
  }

  static Path prometheus() {
    return found("prometheus");
  }

  /** Skips the test where it is missing, unless it is required. */
  private static Path found(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    String missing =
        "no '%s' on the PATH: apt-get install prometheus, or put it there".formatted(program);
    if ("1".equals(System.getenv(REQUIRED))) {
      return fail("%s; %s=1 says that it is required", missing, REQUIRED);
    }
    return abort(missing + "; the dashboards and alerts are not tried");
  }
}
