package dev.vedette.pipeline;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job of a site, as its cluster runs it. */
final class SiteJob {
  private static final long PATIENCE_SECONDS = 60;

  private final MiniCluster cluster;
  private final Configuration configuration;
  private JobID id;

  SiteJob(MiniCluster cluster, Configuration configuration) {
    this.cluster = cluster;
    this.configuration = configuration;
  }

  /** One that can run a site's job. */
  static MiniCluster startCluster(Configuration configuration) throws Exception {
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    return cluster;
  }

  /** Starts it as it is configured now. Returns how many subtasks its operators have. */
  int start(SavepointRestoreSettings from) throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    Pipeline.define(env, configuration);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(from);
    id = cluster.submitJob(graph).get().getJobID();
    JobStatus status =
        Awaiting.until(
            "its start", () -> cluster.getJobStatus(id).get(), s -> s != JobStatus.INITIALIZING);
    if (status == JobStatus.FAILED) {
      cluster.requestJobResult(id).get().toJobExecutionResult(getClass().getClassLoader());
    }
    return env.getParallelism();
  }

  void cancel() throws Exception {
    cluster.cancelJob(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    cluster.requestJobResult(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns once it has ended, and all it knew is in a savepoint. */
  SavepointRestoreSettings stop(Path savepoints) throws Exception {
    awaitAllRunning();
    String savepoint =
        cluster
            .stopWithSavepoint(
                id, savepoints.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    cluster.requestJobResult(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return SavepointRestoreSettings.forPath(savepoint);
  }

  /** Takes a checkpoint and returns when it is complete. */
  void checkpoint() throws Exception {
    awaitAllRunning();
    cluster.triggerCheckpoint(id, CheckpointType.FULL).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Waits for a checkpoint whose barriers have overtaken records on their way into, or out of, a
   * task that begins with this operator, and returns where it is.
   */
  String overtakenCheckpoint(String operator) throws Exception {
    CompletedCheckpointStats overtaken =
        Awaiting.until(
            "a checkpoint whose barriers have overtaken what " + operator + " had under way",
            () -> newestIfOvertaken(operator),
            Objects::nonNull);
    return overtaken.getExternalPath();
  }

  private @Nullable CompletedCheckpointStats newestIfOvertaken(String operator) throws Exception {
    var job = cluster.getExecutionGraph(id).get();
    CheckpointStatsSnapshot stats = job.getCheckpointStatsSnapshot();
    CompletedCheckpointStats newest =
        stats == null ? null : stats.getHistory().getLatestCompletedCheckpoint();
    if (newest == null || !newest.isUnalignedCheckpoint()) {
      return null;
    }
    boolean hasRecords =
        job.getAllVertices().values().stream()
            .filter(task -> task.getName().startsWith(operator))
            .map(task -> newest.getTaskStateStats(task.getJobVertexId()))
            .anyMatch(
                task ->
                    task != null
                        && task.getSummaryStats().getPersistedDataStats().getMaximum() > 0);
    return hasRecords ? newest : null;
  }

  /** Before that nothing of it can be saved: the gate takes longest. */
  private void awaitAllRunning() throws Exception {
    Awaiting.until(
        "all subtasks run",
        () -> cluster.getExecutionGraph(id).get().getAllExecutionVertices(),
        all ->
            StreamSupport.stream(all.spliterator(), false)
                .allMatch(one -> one.getExecutionState() == ExecutionState.RUNNING));
  }
}
