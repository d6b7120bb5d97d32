package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.quickstart.Quickstart;
import dev.vedette.cli.quickstart.QuickstartPlan;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it: a broker, a cluster, the job with TensorFlow, and cameras. */
@Timeout(240)
class QuickstartIT {
  private static final int EVENTS = 300;

  /** Started once in a process, and used by all that come after. */
  private static final Pattern OF_THE_PROCESS =
      Pattern.compile(
          "Java2D Disposer|process reaper|ForkJoinPool.commonPool-worker-.*" // the JDK's
              + "|JavaCPP Deallocator" // of native memory
              + "|FlinkCompletableFutureDelayScheduler-thread-.*" // all of Flink's timeouts
              + "|metrics-meter-tick-thread-.*"); // the broker's meters

  @TempDir private Path folder;

  @Test
  void aRunAddsUpAndLeavesNothingBehind() throws Exception {
    Set<String> before = ownTemporaryFiles();
    Set<Thread> earlier = Set.copyOf(Thread.getAllStackTraces().keySet());
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
        List.of("deadLettered", "duplicates", "late", "rejected", "ignored", "repeats", "cloud")) {
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
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!threadsLeft(earlier).isEmpty() && System.nanoTime() < deadline) {
      // Netty's own executor ends itself a second after its last task, and JDK 17's HTTP client,
      // which cannot be closed, some seconds after nobody can reach it.
      System.gc();
      boolean unused = new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }
    assertThat(threadsLeft(earlier)).isEmpty();
  }

  @Test
  void whoeverStopsItInMidRunGetsAReportOfWhatWasSent() throws Exception {
    Path file = folder.resolve("report.json");
    var stop = new StopSignal();
    var plan =
        new QuickstartPlan(
            null, 3, 60, 1_000_000, file, null, Duration.ofMillis(50), 600, 1, false);
    var text = new StringWriter();
    new Quickstart(plan, stop, new PrintWriter(new StoppingWriter(text, "/s, ", stop))).run();

    JsonNode report = new ObjectMapper().readTree(file.toFile());
    assertThat(report.path("events").asLong()).isPositive().isLessThan(100_000);
    assertThat(report.path("pending").asLong()).isZero();
    assertThat(text.toString()).contains("answered by the cloud", "(simulated)");
  }

  /** Presses Ctrl-C, as it were, when it is told this. */
  private static final class StoppingWriter extends FilterWriter {
    private final String word;
    private final StopSignal stop;

    StoppingWriter(StringWriter out, String word, StopSignal stop) {
      super(out);
      this.word = word;
      this.stop = stop;
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      super.write(text, from, length);
      if (out.toString().contains(word)) {
        stop.request();
      }
    }
  }

  @Test
  void somebodysOwnPicturesAreJudgedAsTheyAre() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (String name : List.of("astronaut", "coffee", "chelsea")) {
      try (InputStream picture =
          getClass()
              .getResourceAsStream("/dev/vedette/simulators/devices/pictures/" + name + ".jpg")) {
        Files.copy(picture, pictures.resolve(name + ".jpg"));
      }
    }
    Path file = folder.resolve("report.json");
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Vedette.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "quickstart",
                "--input=" + pictures,
                "--devices=2",
                "--rate=60",
                "--events=90",
                "--latency=50",
                "--no-ui",
                "--report=" + file);

    assertThat(code).as("%s", err).isZero();
    assertThat(out.toString()).contains("each sends the 3 pictures of " + pictures);
    JsonNode report = new ObjectMapper().readTree(file.toFile());
    // Of each three pictures one shows a face.
    assertThat(report.path("events").asLong()).isEqualTo(90);
    assertThat(report.path("rejected").asLong()).isEqualTo(60);
    assertThat(report.path("calls").asLong()).isPositive();
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

  /** Threads that were not there before, daemons too: most of what we start are daemons. */
  private static List<String> threadsLeft(Set<Thread> earlier) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !earlier.contains(thread))
        .filter(thread -> !OF_THE_PROCESS.matcher(thread.getName()).matches())
        .map(thread -> thread.getName() + (thread.isDaemon() ? " (daemon)" : ""))
        .sorted()
        .toList();
  }
}
