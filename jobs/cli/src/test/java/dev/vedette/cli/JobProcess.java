package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 'vedette run' in a process of its own, which can be stopped and killed, and what it says. */
final class JobProcess {
  private static final Pattern METRICS = Pattern.compile("metrics at (\\S+)");

  private final Process process;
  private final Path said;

  private JobProcess(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts it.
   *
   * @param temporary its folder for temporary files
   * @param said where it writes
   */
  static JobProcess run(Path temporary, Path said, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx1g",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + Files.createDirectories(temporary),
            "-cp",
            System.getProperty("java.class.path"),
            Vedette.class.getName(),
            "run"));
    command.addAll(arguments);
    return new JobProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start(),
        said);
  }

  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends the signal that Ctrl-C and a service's stop send. */
  void stop() {
    process.destroy();
  }

  void kill() {
    process.destroyForcibly();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("%s", said()).isTrue();
    return process.exitValue();
  }

  /** Its metrics, as Prometheus would get them. */
  String scrape() {
    Matcher metrics = METRICS.matcher(said());
    assertThat(metrics.find()).as("%s", said()).isTrue();
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(metrics.group(1))).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
