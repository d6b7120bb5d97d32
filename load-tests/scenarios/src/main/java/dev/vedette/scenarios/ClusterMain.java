package dev.vedette.scenarios;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A session cluster in a process that has none of the job's classes: they come with each
 * submission, through the way that {@code flink run} goes, and must go with it.
 *
 * <p>It is told what to do line by line and answers each line when it is done: {@code submit} and
 * arguments of the job's main, {@code await} and how many events shall be rejected, {@code cancel},
 * {@code failover}, {@code measure} and how many class loaders may be alive, {@code dump} and a
 * file. It ends with its input. It knows nothing of Vedette, but metrics by their names.
 */
final class ClusterMain {
  private static final String MAIN = "dev.vedette.pipeline.Main";
  private static final String EVENTS = "vedette_events_total";
  private static final String RECEIVED = "vedette_events_received_total";
  private static final String NETWORK_MEMORY = "8mb";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /** For threads that end with a job to end. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(15);

  private final MiniCluster cluster;
  private final List<URL> userCode;
  private JobID job = new JobID();

  private ClusterMain(MiniCluster cluster, List<URL> userCode) {
    this.cluster = cluster;
    this.userCode = userCode;
  }

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err); // where what is not an answer belongs
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<URL> userCode = new ArrayList<>();
    for (String path : input.readLine().split("\t")) {
      userCode.add(Path.of(path).toUri().toURL());
    }
    try (var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build())) {
      cluster.start();
      var main = new ClusterMain(cluster, userCode);
      answers.println("started");
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        answers.println(main.answer(line.split("\t")));
      }
    }
  }

  /** The cluster keeps the network memory of task managers that have ended, so there is little. */
  private static Configuration configuration() {
    Configuration configuration = Configuration.fromMap(JobOptions.ofCluster());
    configuration.setString("taskmanager.memory.network.min", NETWORK_MEMORY);
    configuration.setString("taskmanager.memory.network.max", NETWORK_MEMORY);
    return configuration;
  }

  private String answer(String[] words) throws Exception {
    switch (words[0]) {
      case "submit" -> {
        // In a thread that goes, as the process of flink run would.
        String[] args = Arrays.copyOfRange(words, 1, words.length);
        var submission = new FutureTask<>(() -> submit(args));
        new Thread(submission, "submit").start();
        submission.get();
      }
      case "await" -> awaitRejected(Long.parseLong(words[1]));
      case "cancel" -> cancel();
      case "failover" -> {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
      }
      case "measure" -> {
        return measure(Integer.parseInt(words[1]));
      }
      case "dump" -> LoadersAlive.dump(Path.of(words[1]));
      default -> throw new IllegalArgumentException("unknown command " + words[0]);
    }
    return "done";
  }

  private JobID submit(String[] args) throws Exception {
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setUserClassPaths(userCode)
            .setEntryPointClassName(MAIN)
            .setArguments(args)
            .build()) {
      var graph = PackagedProgramUtils.createJobGraph(program, new Configuration(), 1, false);
      job = graph.getJobID();
      cluster.submitJob(graph).get();
      return job;
    }
  }

  private void awaitRejected(long events) throws Exception {
    Future<JobResult> end = cluster.requestJobResult(job);
    await(
        events + " rejected events",
        () -> end.isDone() || Counters.sum(EVENTS, "rejected") >= events);
    if (end.isDone()) {
      end.get().toJobExecutionResult(ClusterMain.class.getClassLoader()); // throws why
      throw new IllegalStateException("job %s has ended".formatted(job));
    }
  }

  private void cancel() throws Exception {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
    await("the end of all tasks", () -> Counters.sum(RECEIVED, "") == 0);
  }

  private static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("never came: " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static String measure(int allowed) throws Exception {
    long start = System.nanoTime();
    int loaders = LoadersAlive.count();
    while (loaders > allowed && System.nanoTime() - start < AFTERWARDS.toNanos()) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      loaders = LoadersAlive.count();
    }
    MemoryUse memory = MemoryUse.read();
    return "%d\t%d\t%d\t%d\t%d"
        .formatted(
            loaders,
            memory.residentBytes(),
            memory.heapBytes(),
            memory.metaspaceBytes(),
            memory.classes());
  }
}
