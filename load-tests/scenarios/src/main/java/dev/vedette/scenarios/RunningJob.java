package dev.vedette.scenarios;

import dev.vedette.core.gate.Judged;
import dev.vedette.flink.MetricNames;
import dev.vedette.pipeline.JobConfiguration;
import dev.vedette.pipeline.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The real job on a cluster in this process, alone on it, at parallelism 1. */
public final class RunningJob implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** Asking the cluster how the job is costs a hundred times as much as reading a counter. */
  private static final int LOOKS_PER_STATUS = 40;

  /** Defines the job anew, so that it can be submitted once more. */
  private interface Definition {
    JobGraph graph() throws Exception;
  }

  private final MiniCluster cluster;
  private final Definition definition;
  private final Path checkpoints;
  private JobID id;
  private int taskManager;

  private RunningJob(MiniCluster cluster, Definition definition, JobID id, Path checkpoints) {
    this.cluster = cluster;
    this.definition = definition;
    this.id = id;
    this.checkpoints = checkpoints;
  }

  /** Starts the job as it is shipped; it reads the input's topic from its beginning. */
  public static RunningJob start(String bootstrap, Input input, List<String> options)
      throws Exception {
    return extended(bootstrap, input, options, env -> {});
  }

  /** Starts the job with a {@link LatencyProbe} beside what follows the judgement. */
  static RunningJob probed(String bootstrap, Input input, List<String> options) throws Exception {
    return extended(bootstrap, input, options, RunningJob::probe);
  }

  /** Starts the job with something of the scenario's own added to it. */
  static RunningJob extended(
      String bootstrap,
      Input input,
      List<String> options,
      Consumer<StreamExecutionEnvironment> extension)
      throws Exception {
    Path checkpoints = Files.createTempDirectory("vedette-checkpoints");
    Configuration configuration =
        JobConfiguration.checked(
            Configuration.fromMap(JobOptions.of(bootstrap, input, options, checkpoints)));
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    boolean started = false;
    try {
      cluster.start();
      Definition definition =
          () -> {
            var env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
            Pipeline.define(env, configuration);
            extension.accept(env);
            return env.getStreamGraph().getJobGraph();
          };
      JobGraph graph = definition.graph();
      cluster.submitJob(graph).get();
      started = true;
      return new RunningJob(cluster, definition, graph.getJobID(), checkpoints);
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  /** The job's own gate, in an environment that the job was added to. */
  @SuppressWarnings("unchecked") // it is the job's own operator, known by its name
  static Transformation<Judged> gate(StreamExecutionEnvironment env) {
    return (Transformation<Judged>)
        env.getTransformations().stream()
            .filter(transformation -> transformation.getName().equals("judge events"))
            .findAny()
            .orElseThrow();
  }

  private static void probe(StreamExecutionEnvironment env) {
    new DataStream<>(env, gate(env))
        .map(new LatencyProbe())
        .name("note latency")
        .uid("note-latency")
        .sinkTo(new DiscardingSink<>())
        .name("discard")
        .uid("discard");
  }

  /** Events that have gone all the way: judged, found negative, counted. */
  public long rejected() {
    return Counters.sum(MetricNames.EVENTS, "rejected");
  }

  public long batches() {
    return Counters.sum(MetricNames.GATE_BATCHES, "");
  }

  /** Ends the task manager without a word, and starts another. */
  void killTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManager++).get();
    cluster.startTaskManager();
  }

  /** Ends the task manager without a word, and starts the job without anything that it knew. */
  void killAndStartWithoutState() throws Exception {
    cluster.terminateTaskManager(taskManager++).get();
    cluster.cancelJob(id).get();
    cluster.requestJobResult(id).get();
    cluster.startTaskManager();
    JobGraph graph = definition.graph();
    id = graph.getJobID();
    cluster.submitJob(graph).get();
  }

  /** Waits until so many events have been judged negative; another outcome is an error. */
  public void awaitRejected(long events) throws Exception {
    await("%d negative events".formatted(events), () -> rejected() >= events);
  }

  /** Waits for something that the job does; that it can do it no more is an error. */
  void await(String what, BooleanSupplier condition) throws Exception {
    long start = System.nanoTime();
    for (int look = 1; !condition.getAsBoolean(); look++) {
      if (look % LOOKS_PER_STATUS == 0) {
        complain(what, System.nanoTime() - start);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private void complain(String what, long waitedNanos) throws Exception {
    long others = Counters.sum(MetricNames.EVENTS, "") - rejected();
    var status = cluster.getJobStatus(id).get();
    if (others > 0 || status.isGloballyTerminalState() || waitedNanos > PATIENCE.toNanos()) {
      throw new IllegalStateException(
          "never came: %s; %d events are, %d are not, the job is %s"
              .formatted(what, rejected(), others, status));
    }
  }

  @Override
  public void close() throws Exception {
    cluster.cancelJob(id).get();
    cluster.requestJobResult(id).get();
    cluster.close();
    Folders.delete(checkpoints);
  }
}
