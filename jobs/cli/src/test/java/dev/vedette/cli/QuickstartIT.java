package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.quickstart.Quickstart;
import dev.vedette.cli.quickstart.QuickstartPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it: a broker, a cluster, the job with TensorFlow, and cameras. */
@Timeout(240)
class QuickstartIT {
  private static final int EVENTS = 300;

  @TempDir private Path folder;

  @Test
  void aRunAddsUpAndLeavesNothingBehind() throws Exception {
    Set<String> before = ownTemporaryFiles();
    Path file = folder.resolve("report.json");
    var plan =
        new QuickstartPlan(null, 3, 60, EVENTS, file, null, Duration.ofMillis(50), 600, 1, false);
    var text = new StringWriter();
    new Quickstart(plan, new StopSignal(), new PrintWriter(text, true)).run();

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.path("events").asLong()).isEqualTo(EVENTS);
    assertThat(report.path("pending").asLong()).isZero();
    long edge = 0;
    for (JsonNode reason : report.path("edge")) {
      edge += reason.asLong();
    }
    long outcomes = edge;
    for (String name :
        List.of("deadLettered", "duplicates", "late", "rejected", "repeats", "cloud")) {
      outcomes += report.path(name).asLong();
    }
    assertThat(outcomes).isEqualTo(EVENTS);
    assertThat(report.path("rejected").asLong()).isPositive();
    assertThat(report.path("repeats").asLong()).isPositive();
    assertThat(report.path("calls").asLong()).isPositive().isLessThan(EVENTS / 10);
    assertThat(report.at("/providerBooks/calls").asLong()).isEqualTo(report.path("calls").asLong());
    assertThat(report.at("/providerBooks/micros").asLong())
        .isEqualTo(report.path("costMicros").asLong());
    assertThat(report.path("avoidedMicros").asLong()).isPositive();
    assertThat(report.at("/latencyMillis/captureToVerdict/p50").isNumber()).isTrue();
    assertThat(report.at("/provider/simulated").asBoolean()).isTrue();
    assertThat(text.toString()).contains("(simulated)").doesNotContain("WARNING");

    assertThat(ownTemporaryFiles()).isEqualTo(before);
    // Netty's own executor ends itself a second after its last task.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!threadsLeft().isEmpty() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(threadsLeft()).isEmpty();
  }

  @Test
  void whoeverStopsItBeforeItIsReadyGetsNoReport() throws Exception {
    Set<String> before = ownTemporaryFiles();
    Path file = folder.resolve("report.json");
    var stop = new StopSignal();
    stop.request();
    var plan =
        new QuickstartPlan(
            null, 1, 0, QuickstartPlan.ENDLESS, file, null, Duration.ZERO, 60, 1, false);
    new Quickstart(plan, stop, new PrintWriter(new StringWriter())).run();

    assertThat(file).doesNotExist();
    assertThat(ownTemporaryFiles()).isEqualTo(before);
  }

  private static Set<String> ownTemporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("vedette-run") || name.startsWith("minicluster_"))
          .collect(Collectors.toSet());
    }
  }

  /** Threads that would keep the process alive. */
  private static List<String> threadsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !thread.isDaemon())
        .map(Thread::getName)
        .filter(name -> !name.equals("main") && !name.startsWith("surefire"))
        .filter(name -> !name.startsWith("junit") && !name.equals("DestroyJavaVM"))
        .toList();
  }
}
