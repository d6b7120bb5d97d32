package dev.vedette.cli.matrix;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.metrics.JobNumbers;
import dev.vedette.cli.metrics.MetricsEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job in a process beside this one.
 *
 * <p>All CPU time of that process is the job's: Flink's tasks, the gate's native threads, the
 * clients of Kafka and of the provider, the collector and the compiler.
 */
final class MatrixJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MatrixJob.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);
  private static final String LOG_FILE = "vedette.log.file";

  private final Process process;
  private final Path log;
  private @Nullable MetricsEndpoint metrics;

  private MatrixJob(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it; it is not ready yet when this returns.
   *
   * @param scratch which it may fill
   */
  static MatrixJob start(Configuration config, Path scratch)
      throws IOException, FailedCommandException {
    Path folder = Files.createDirectories(scratch.resolve("job"));
    Path options = folder.resolve("job.properties");
    var properties = new Properties();
    config.toMap().forEach(properties::setProperty);
    try (OutputStream out = Files.newOutputStream(options)) {
      properties.store(out, null);
    }
    Path log = logFile(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.add("-D" + LOG_FILE + "=" + log);
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MatrixJobMain.class.getName(), options.toString(), folder.toString()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new MatrixJob(process, log);
    } catch (IOException e) {
      throw new FailedCommandException(
          "no process starts for the job: %s".formatted(e.getMessage()), e);
    }
  }

  /** Those of this process, but for what cannot be shared. */
  private static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib:") && !flag.startsWith("-javaagent:"))
        .toList();
  }

  /** Beside ours, and not the same: two that write to one file would lose it when it is rolled. */
  private static Path logFile(Path folder) {
    String ours = System.getProperty(LOG_FILE);
    return ours == null
        ? folder.resolve("job.log")
        : Path.of(ours).resolveSibling("vedette-matrix-job.log");
  }

  /** Waits until its gate is warm and calls may be granted; false when it is time to stop. */
  boolean awaitReady(StopSignal stop)
      throws FailedCommandException, InterruptedException, IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    while (!stop.within(LOOK_AGAIN)) {
      while (said.ready()) {
        String line = String.valueOf(said.readLine());
        if (line.startsWith(MatrixJobMain.READY)) {
          String url = line.substring(MatrixJobMain.READY.length());
          metrics = new MetricsEndpoint(URI.create(url));
          return true;
        }
        if (line.startsWith(MatrixJobMain.FAILED)) {
          throw new FailedCommandException(line.substring(MatrixJobMain.FAILED.length()));
        }
      }
      if (!process.isAlive() && !said.ready()) {
        throw new FailedCommandException(whatBecameOfIt());
      }
    }
    return false;
  }

  /** So much CPU time has it used by now, in all its threads. */
  long cpuNanos() throws FailedCommandException {
    Optional<Duration> used = process.info().totalCpuDuration();
    if (used.isEmpty()) {
      throw process.isAlive()
          ? new FailedCommandException(
              "this system does not tell the CPU time of a process, without which the edge has no price: run it on Linux or macOS")
          : new FailedCommandException(whatBecameOfIt());
    }
    return used.get().toNanos();
  }

  JobNumbers numbers() throws FailedCommandException {
    try {
      return endpoint().numbers();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  double ordersAgeSeconds() throws FailedCommandException {
    try {
      return endpoint().ordersAgeSeconds();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private MetricsEndpoint endpoint() {
    MetricsEndpoint ready = metrics;
    if (ready == null) {
      throw new IllegalStateException("not ready yet");
    }
    return ready;
  }

  private FailedCommandException gone(IOException e) {
    return new FailedCommandException(whatBecameOfIt(), e);
  }

  private String whatBecameOfIt() {
    String how = process.isAlive() ? "does not answer" : "has ended with " + process.exitValue();
    return "the job's process %s; %s says more".formatted(how, log);
  }

  /** Ends it: at its own pace, or else at once. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
      LOG.warn("the job's process did not end within {} and is killed", ENDS_WITHIN);
    } catch (IOException e) {
      LOG.info("the job's process was gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
