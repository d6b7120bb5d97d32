package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cluster.ClusterPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Dockerfile says, done in a folder: no engine that runs containers is needed to find out
 * whether its steps work and whether the job runs on what they leave.
 */
@Tag("cluster")
@Timeout(600)
class ImageIT {
  private static final Path LAID_OUT = Path.of("target/cluster").toAbsolutePath();
  private static final String STAGE = "/unpacked";
  private static final String HOME = "/opt/flink";

  @TempDir Path folder;

  @Test
  void theJobRunsOnWhatTheDockerfileLeavesWithAHomeThatCannotBeWritten() throws Exception {
    Path stage = folder.resolve("unpacked");
    Path image = folder.resolve("image");
    link(LAID_OUT.resolve("lib"), stage.resolve("lib"));
    link(LAID_OUT.resolve("usrlib"), stage.resolve("usrlib"));
    for (String step : lines("RUN ")) {
      run(step.replace(STAGE, stage.toString()));
    }
    assertThat(lines("COPY --from=unpacked "))
        .containsExactly(
            "/unpacked/lib/ /opt/flink/lib/", "/unpacked/natives/ /opt/flink/natives/");
    link(stage.resolve("lib"), image.resolve("lib"));
    Files.move(stage.resolve("natives"), image.resolve("natives"));
    for (String part : List.of("plugins", "usrlib")) {
      Files.createSymbolicLink(image.resolve(part), LAID_OUT.resolve(part));
    }
    assertThat(names(image.resolve("lib"))).noneMatch(name -> name.contains("core-native"));

    Map<String, String> environment = new HashMap<>();
    for (String variable : lines("ENV ")) {
      String[] parts = variable.split("=", 2);
      environment.put(parts[0], parts[1].replace(HOME, image.toString()));
    }
    Map<String, String> options =
        Map.of("env.java.opts.all", "-Duser.home=/proc/nowhere -Djava.io.tmpdir=" + tmp());
    Path place = Files.createDirectories(folder.resolve("site"));
    try (var site =
        ClusterSite.open(
            place,
            1,
            options,
            plan ->
                ClusterSite.application(place)
                    .start(
                        new ClusterPlan(
                            plan.flink(), image, plan.folder(), plan.options(), environment)))) {
      site.ready();
      site.cameras.send(100);
      site.settled();
      assertThat(site.metrics().sum("vedette_gate_variant_refused_total")).isZero();
    }
    assertThat(size(folder.resolve("tmp"))).as("no natives are unpacked").isLessThan(100_000_000);
  }

  private Path tmp() throws IOException {
    return Files.createDirectories(folder.resolve("tmp"));
  }

  private static List<String> lines(String instruction) throws IOException {
    return Files.readAllLines(LAID_OUT.resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith(instruction))
        .map(line -> line.substring(instruction.length()))
        .toList();
  }

  private static void run(String step) throws Exception {
    var builder = new ProcessBuilder("sh", "-c", step).inheritIO();
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(step).isTrue();
    assertThat(process.exitValue()).as(step).isZero();
  }

  private static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from)) {
      Files.createSymbolicLink(to.resolve(file.getFileName()), file.toRealPath());
    }
  }

  private static List<String> names(Path folder) throws IOException {
    return files(folder).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
