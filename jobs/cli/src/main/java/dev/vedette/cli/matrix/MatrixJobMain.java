package dev.vedette.cli.matrix;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.cluster.ClusterSetup;
import dev.vedette.cli.cluster.JobCluster;
import dev.vedette.pipeline.InvalidConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The job of a matrix in a process of its own, so that its CPU time is told apart from that of
 * broker, cameras and provider.
 *
 * <p>It says {@code ready} and where its metrics are, or {@code failed} and why, in one line; and
 * it lives until its standard input ends, which happens also when whoever started it is killed.
 */
final class MatrixJobMain {
  static final String READY = "ready ";
  static final String FAILED = "failed ";

  private static final Logger LOG = LoggerFactory.getLogger(MatrixJobMain.class);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private MatrixJobMain() {}

  /**
   * @param args the file with its options, and the folder that it may write to
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    // Ctrl-C is sent to both; whoever started it says when it is over.
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    Configuration config = read(Path.of(args[0]));
    StopSignal stop = whenInputEnds();
    int code = 0;
    try (var cluster =
        JobCluster.submit(
            "vedette matrix (simulated)", ClusterSetup.of(config, Path.of(args[1]), "0"), 1)) {
      if (cluster.awaitReady(stop)) {
        say(READY + cluster.metrics().url());
        while (!stop.within(LOOK_AGAIN)) {
          // Flink's threads do the work.
        }
      }
    } catch (FailedCommandException | InvalidConfigurationException e) {
      say(FAILED + e.getMessage());
      code = 1;
    }
    System.exit(code);
  }

  private static Configuration read(Path file) throws IOException {
    var properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    Map<String, String> options = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> options.put(key, properties.getProperty(key)));
    return Configuration.fromMap(options);
  }

  private static StopSignal whenInputEnds() {
    var stop = new StopSignal();
    var watch = new Thread(() -> drain(stop), "watch-input");
    watch.setDaemon(true);
    watch.start();
    return stop;
  }

  /** Nothing is ever said to it. */
  private static void drain(StopSignal stop) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.info("standard input is gone", e);
    }
    stop.request();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
