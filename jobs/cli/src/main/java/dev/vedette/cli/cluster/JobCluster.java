package dev.vedette.cli.cluster;

import dev.vedette.cli.FailedCommandException;
import dev.vedette.cli.StopSignal;
import dev.vedette.cli.metrics.MetricsEndpoint;
import dev.vedette.pipeline.Advice;
import dev.vedette.pipeline.InvalidConfigurationException;
import dev.vedette.pipeline.Pipeline;
import dev.vedette.pipeline.PromptCheck;
import dev.vedette.pipeline.WatchCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job, the same one as on any cluster, on a Flink cluster inside this process. */
public final class JobCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobCluster.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration START_AT_MOST = Duration.ofMinutes(5);
  private static final long ANSWER_SECONDS = 30;
  private static final long SAVED_SECONDS = 120;

  private final MiniCluster cluster;
  private final JobID job;
  private final MetricsEndpoint metrics;
  private final int subtasks;

  private JobCluster(MiniCluster cluster, JobID job, MetricsEndpoint metrics, int subtasks) {
    this.cluster = cluster;
    this.job = job;
    this.metrics = metrics;
    this.subtasks = subtasks;
  }

  /**
   * Starts the cluster and submits the job; it is not ready yet when this returns.
   *
   * @param setup what {@link ClusterSetup} has made of the deployment's configuration
   */
  public static JobCluster submit(String name, Configuration setup, int parallelism)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    return submit(name, setup, parallelism, SavepointRestoreSettings.none());
  }

  /** Throws what would keep the job from being defined, while nothing has been started yet. */
  public static void check(Configuration config) throws InvalidConfigurationException {
    Pipeline.define(StreamExecutionEnvironment.getExecutionEnvironment(config), config);
    PromptCheck.here(config);
    WatchCheck.here(config);
  }

  /** Goes on from a snapshot, which is Flink's to delete from then on. */
  public static JobCluster resume(String name, Configuration setup, int parallelism, Path snapshot)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    return submit(
        name,
        setup,
        parallelism,
        SavepointRestoreSettings.forPath(
            snapshot.toUri().toString(), false, RecoveryClaimMode.CLAIM));
  }

  private static JobCluster submit(
      String name, Configuration setup, int parallelism, SavepointRestoreSettings restore)
      throws FailedCommandException, InvalidConfigurationException, InterruptedException {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(setup);
    env.setParallelism(parallelism);
    Pipeline.define(env, setup);
    Advice.on(setup, LocalDate.now(ZoneOffset.UTC)).forEach(LOG::warn);
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(name);
    JobGraph jobGraph = graph.getJobGraph();
    jobGraph.setSavepointRestoreSettings(restore);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(setup)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    try {
      start(cluster);
      String announced = System.getProperty(ClusterSetup.METRICS_PROPERTY);
      if (announced == null) {
        throw new FailedCommandException(
            "the metrics endpoint did not open; the log says which port was taken");
      }
      cluster.submitJob(jobGraph).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return new JobCluster(
          cluster, jobGraph.getJobID(), new MetricsEndpoint(URI.create(announced)), parallelism);
    } catch (ExecutionException | TimeoutException e) {
      close(cluster);
      throw new FailedCommandException("Flink does not take the job: " + Causes.deepest(e), e);
    } catch (FailedCommandException | InterruptedException e) {
      close(cluster);
      throw e;
    }
  }

  private static void start(MiniCluster cluster) throws FailedCommandException {
    try {
      cluster.start();
    } catch (Exception e) { // which is what the cluster declares
      throw new FailedCommandException(
          "no Flink cluster starts in this process: " + Causes.deepest(e), e);
    }
  }

  public MetricsEndpoint metrics() {
    return metrics;
  }

  /** Where Flink's web interface is. */
  public URI webInterface() throws FailedCommandException, InterruptedException {
    try {
      return cluster.getRestAddress().get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new FailedCommandException("Flink's web interface is away: " + Causes.deepest(e), e);
    }
  }

  /**
   * Waits until the gates are warm and calls may be granted; false when it is time to stop.
   *
   * <p>A job that fails before that is not given another chance: what it lacks, such as a key file,
   * it will lack the next time as well.
   */
  public boolean awaitReady(StopSignal stop) throws FailedCommandException, InterruptedException {
    long deadline = System.nanoTime() + START_AT_MOST.toNanos();
    while (System.nanoTime() < deadline) {
      if (stop.within(LOOK_AGAIN)) {
        return false;
      }
      failIfFailed();
      if (status() == JobStatus.RUNNING && ready()) {
        return true;
      }
    }
    throw new FailedCommandException(
        "the job is not ready after %d s; the log says what it waits for"
            .formatted(START_AT_MOST.toSeconds()));
  }

  /** Why the job failed last, if it did. */
  public Optional<String> failure() throws FailedCommandException, InterruptedException {
    try {
      ErrorInfo info =
          cluster.getExecutionGraph(job).get(ANSWER_SECONDS, TimeUnit.SECONDS).getFailureInfo();
      return Optional.ofNullable(info).map(failed -> Causes.deepest(failed.getException()));
    } catch (ExecutionException | TimeoutException e) {
      throw new FailedCommandException("Flink is away: " + Causes.deepest(e), e);
    }
  }

  public JobStatus status() throws FailedCommandException, InterruptedException {
    try {
      return cluster.getJobStatus(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new FailedCommandException("Flink is away: " + Causes.deepest(e), e);
    }
  }

  private void failIfFailed() throws FailedCommandException, InterruptedException {
    Optional<String> failure = failure();
    if (failure.isPresent()) {
      throw new FailedCommandException("the job does not start: " + failure.get());
    }
  }

  private boolean ready() {
    try {
      return metrics.ready(subtasks);
    } catch (IOException e) {
      LOG.debug("no scrape yet", e);
      return false;
    }
  }

  /**
   * Stops the job once all it knows is in a savepoint.
   *
   * @return where that is
   */
  public String stopWithSavepoint(Path savepoints)
      throws FailedCommandException, InterruptedException {
    try {
      return cluster
          .stopWithSavepoint(
              job, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
          .get(SAVED_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new FailedCommandException("no savepoint could be made: " + Causes.deepest(e), e);
    }
  }

  /** Cancels the job, unless it is stopped, and takes the cluster down. */
  @Override
  public void close() {
    try {
      cluster.cancelJob(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      cluster.requestJobResult(job).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("the job was not there to be cancelled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(cluster);
  }

  private static void close(MiniCluster cluster) {
    try {
      cluster.close();
    } catch (Exception e) { // which is what the cluster declares
      LOG.warn("the cluster did not close cleanly: {}", Causes.deepest(e), e);
    }
  }
}
