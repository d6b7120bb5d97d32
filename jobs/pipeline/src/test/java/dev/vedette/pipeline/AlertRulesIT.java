package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts, as promtool sees them. */
class AlertRulesIT {
  @Test
  void theRulesAndTheExampleOfAConfigurationAreSound() throws Exception {
    succeeds("check", "config", MonitoringFiles.ALERTS.resolve("prometheus.yaml").toString());
  }

  @Test
  void everyAlertFiresWhenItShouldAndOnlyThenAndEnds() throws Exception {
    for (Path file : tests()) {
      succeeds("test", "rules", file.toString());
    }
  }

  @Test
  void everyAlertIsSeenToFireAndSeenNotTo() throws IOException {
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    var look =
        Pattern.compile("expr: ALERTS\\{alertname=\"(\\w+)\",.*}\\n +exp_samples:( \\[])?\\n");
    for (Path file : tests()) {
      Matcher matcher = look.matcher(Files.readString(file));
      while (matcher.find()) {
        (matcher.group(2) == null ? firing : silent).add(matcher.group(1));
      }
    }
    assertThat(firing).isEqualTo(MonitoringFiles.alerts());
    assertThat(silent).isEqualTo(MonitoringFiles.alerts());
  }

  @Test
  void everyAlertHasItsPlaceInWhatAnOperatorReads() throws IOException {
    String readme = Files.readString(MonitoringFiles.FOLDER.resolve("README.md"));
    assertThat(MonitoringFiles.alerts())
        .isNotEmpty()
        .allSatisfy(alert -> assertThat(readme).contains("| `%s` |".formatted(alert)));
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> files = Files.list(MonitoringFiles.ALERTS)) {
      List<Path> tests = files.filter(file -> file.toString().endsWith(".test.yaml")).toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }

  private static void succeeds(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(PrometheusTools.promtool().toString()), Stream.of(arguments))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
  }
}
