package dev.vedette.cli.cluster;

import dev.vedette.pipeline.InvalidConfigurationException;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** What a cluster inside this process needs beside the deployment's own configuration. */
public final class ClusterSetup {
  /** Where the metrics reporter says which address it has. */
  static final String METRICS_PROPERTY = "vedette.cli.metrics.address";

  private static final String REPORTER = "metrics.reporter.vedette.";

  private ClusterSetup() {}

  /**
   * Everything on loopback; what the deployment sets itself stays as it is, but for where the
   * reporter announces itself.
   *
   * @param scratch where Flink may write, checkpoints included
   * @param webPorts for the web interface, the first free one is taken; 0 for any
   */
  public static Configuration of(Configuration deployment, Path scratch, String webPorts) {
    Configuration setup = new Configuration();
    setup.set(RestOptions.ADDRESS, "127.0.0.1");
    setup.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    setup.set(RestOptions.BIND_PORT, webPorts);
    setup.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
    setup.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
    setup.set(WebOptions.SUBMIT_ENABLE, false);
    setup.set(CoreOptions.TMP_DIRS, scratch.toString());
    setup.set(WebOptions.TMP_DIR, scratch.toString());
    // A checkpoint waits for what is under way: a second of it, where a sink is slow, not
    // megabytes.
    setup.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
    setup.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    setup.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        scratch.resolve("checkpoints").toUri().toString());
    setup.setString(
        REPORTER + "factory.class", "dev.vedette.metrics.VedettePrometheusReporterFactory");
    setup.setString(REPORTER + "host", "127.0.0.1");
    setup.setString(REPORTER + "port", "0");
    setup.addAll(deployment);
    setup.setString(REPORTER + "address-property", METRICS_PROPERTY);
    return setup;
  }

  /** Of a deployment that leaves it to its configuration: Flink's own option, or 1. */
  public static int parallelism(ReadableConfig deployment) throws InvalidConfigurationException {
    String key = CoreOptions.DEFAULT_PARALLELISM.key();
    int parallelism;
    try {
      parallelism = deployment.getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(1);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationException("%s: %s".formatted(key, e.getMessage()));
    }
    if (parallelism < 1) {
      throw new InvalidConfigurationException("%s < 1: %d".formatted(key, parallelism));
    }
    return parallelism;
  }

  /** Lets checkpoints outlive the process, whatever the deployment says of them. */
  public static void keep(Configuration setup, StateFolder state) {
    setup.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.checkpoints().toUri().toString());
    setup.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }
}
