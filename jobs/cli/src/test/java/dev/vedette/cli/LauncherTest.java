package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that people call, with a Maven and a Java that only say what they were asked for. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "..", "vedette");
  private static final String BUILT = "maven was here";

  @TempDir private Path folder;
  private Path home;
  private Path sources;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void aProjectWithTwoSources() throws Exception {
    home = Files.createDirectories(folder.resolve("home"));
    Files.copy(LAUNCHER, home.resolve("vedette"), StandardCopyOption.COPY_ATTRIBUTES);
    sources = Files.createDirectories(home.resolve("jobs/cli/src/main/java"));
    Files.createFile(sources.resolve("One.java"));
    Files.createFile(sources.resolve("Two.java"));
    Files.createFile(home.resolve("jobs/cli/pom.xml"));
    Path jar = Files.createFile(folder.resolve("some.jar"));
    script(
        "mvn",
        "for a; do case \"$a\" in -Dvedette.app=*) app=\"${a#*=}\" ;; esac; done",
        "mkdir -p \"$app/lib\" && echo '%s' >\"$app/class-path\" && echo '%s' >&2"
            .formatted(jar, BUILT));
    script(
        "java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; else echo \"$*\"; fi");
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("JAVA_HOME", folder.toString());
  }

  private void script(String name, String... lines) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private String run(String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("VEDETTE_HEAP");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(() -> said).isZero();
    return said;
  }

  private String vedette() throws Exception {
    return run("bash", home.resolve("vedette").toString(), "quickstart");
  }

  /** Builds; all sources are then older than the build, and the build than what follows. */
  private void built() throws Exception {
    assertThat(vedette()).contains(BUILT);
    List<Path> files;
    try (Stream<Path> all = Files.walk(home)) {
      files = all.toList();
    }
    for (Path file : files) {
      long minutes = file.endsWith("built") ? 1 : 2;
      Files.setLastModifiedTime(
          file, FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes))));
    }
  }

  @Test
  void whatHasNotChangedIsOnlyRun() throws Exception {
    built();

    assertThat(vedette()).doesNotContain(BUILT).contains("dev.vedette.cli.Vedette quickstart");
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    built();
    Files.writeString(sources.resolve("One.java"), "class One {}");

    assertThat(vedette()).contains(BUILT);
  }

  @Test
  void aDeletedSourceIsAChange() throws Exception {
    built();
    Files.delete(sources.resolve("Two.java"));

    assertThat(vedette()).contains(BUILT);
  }

  @Test
  void whatABuildMakesInTheFolderOfAModuleIsNoChange() throws Exception {
    built();
    Files.createDirectory(home.resolve("target"));
    Files.createFile(home.resolve("jobs/cli/target/some.class"));
    Files.createFile(home.resolve("jobs/cli/notes.txt"));

    assertThat(vedette()).doesNotContain(BUILT);
  }

  @Test
  void theHeapIsWhatTheEnvironmentSays() throws Exception {
    assertThat(vedette()).contains("-Xmx2g ");

    environment.put("VEDETTE_HEAP", "5g");
    assertThat(vedette()).contains("-Xmx5g ").doesNotContain("-Xmx2g");
  }

  @Test
  void aTerminalWhoseSizeNobodyTellsIsNoReasonToComplain() throws Exception {
    Path script = Path.of("/usr/bin/script");
    Path setsid = Path.of("/usr/bin/setsid");
    assumeTrue(Files.isExecutable(script) && Files.isExecutable(setsid), "util-linux is not here");
    built();

    // A session of its own has no /dev/tty, though its output is a terminal.
    String said =
        run(
            script.toString(),
            "-qec",
            "%s -w bash '%s' quickstart".formatted(setsid, home.resolve("vedette")),
            "/dev/null");
    assertThat(said).doesNotContain("/dev/tty").contains("-Dvedette.tty.columns=0 ");
  }
}
