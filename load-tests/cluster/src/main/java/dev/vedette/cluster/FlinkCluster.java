package dev.vedette.cluster;

import static dev.vedette.cluster.FlinkHome.freePort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** A cluster: a job manager and task managers, each a JVM of its own on this machine. */
public final class FlinkCluster implements AutoCloseable {
  private static final String SESSION =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String APPLICATION =
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String ZOOKEEPER =
      "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";
  private static final Duration COMMAND = Duration.ofMinutes(2);

  private final FlinkHome home;
  private final Configuration configuration;

  /** Somebody may close this while another one is started. */
  private final List<FlinkProcess> taskManagers = new CopyOnWriteArrayList<>();

  private final List<FlinkProcess> others = new ArrayList<>();
  private final String entryPoint;
  private final List<String> arguments;
  private final List<FlinkProcess> jobManagers = new ArrayList<>();
  private int commands;

  /** What a command of Flink's client said. */
  public record Said(int code, String text) {}

  private FlinkCluster(
      FlinkHome home, Configuration configuration, String entryPoint, List<String> arguments) {
    this.home = home;
    this.configuration = configuration;
    this.entryPoint = entryPoint;
    this.arguments = List.copyOf(arguments);
  }

  /** Starts the job manager of a session; task managers come one by one. */
  public static FlinkCluster session(ClusterPlan plan) throws IOException {
    return start(plan, SESSION, List.of());
  }

  /**
   * Starts the job manager of one job, whose jar is in {@code usrlib}.
   *
   * @param arguments of the job
   */
  public static FlinkCluster application(ClusterPlan plan, String mainClass, List<String> arguments)
      throws IOException {
    // Without the dashes Flink would take --config for its own --configDir.
    List<String> all = new ArrayList<>(List.of("--job-classname", mainClass, "--"));
    all.addAll(arguments);
    return start(plan, APPLICATION, all);
  }

  /** How a cluster is started. */
  @FunctionalInterface
  public interface Start {
    FlinkCluster start(ClusterPlan plan) throws IOException;
  }

  /**
   * One with a ZooKeeper, so that a job manager that is started again knows its jobs.
   *
   * @see #restartJobManager
   */
  public static FlinkCluster highlyAvailable(ClusterPlan plan, Start start) throws IOException {
    int port = freePort();
    FlinkCluster cluster =
        start.start(
            plan.with(
                Map.of(
                    "high-availability.type",
                    "zookeeper",
                    "high-availability.zookeeper.quorum",
                    "localhost:" + port,
                    "high-availability.storageDir",
                    plan.folder().resolve("ha").toUri().toString())));
    Path file = cluster.home.conf().resolve("zoo.cfg");
    Files.writeString(
        file,
        "tickTime=500%ndataDir=%s%nclientPort=%d%nserver.1=localhost:%d:%d%nadmin.enableServer=false%n"
            .formatted(plan.folder().resolve("zookeeper"), port, freePort(), freePort()));
    cluster.others.add(
        cluster.home.start(
            "zookeeper",
            ZOOKEEPER,
            List.of("-Xmx128m"),
            List.of("--zkConfigFile", file.toString(), "--peerId", "1")));
    return cluster;
  }

  private static FlinkCluster start(ClusterPlan plan, String entryPoint, List<String> arguments)
      throws IOException {
    Path folder = plan.folder();
    Map<String, String> all = new HashMap<>();
    all.put("rest.address", "localhost");
    all.put("rest.bind-address", "localhost");
    all.put("rest.port", String.valueOf(freePort()));
    all.put("jobmanager.rpc.address", "localhost");
    all.put("jobmanager.rpc.port", String.valueOf(freePort()));
    all.put("jobmanager.memory.process.size", "1g");
    all.put("taskmanager.host", "localhost");
    all.put("taskmanager.memory.process.size", "2g");
    all.put("taskmanager.memory.task.off-heap.size", "512m");
    all.put("taskmanager.memory.managed.size", "128m");
    all.put("taskmanager.numberOfTaskSlots", "1");
    all.put("taskmanager.network.memory.buffer-debloat.enabled", "true");
    all.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    all.put(
        "execution.checkpointing.savepoint-dir", folder.resolve("savepoints").toUri().toString());
    all.put("io.tmp.dirs", folder.resolve("tmp").toString());
    // A task manager that is killed says nothing: this is how long nobody notices.
    all.put("heartbeat.interval", "1000");
    all.put("heartbeat.timeout", "8000");
    all.putAll(plan.options());
    FlinkHome home = FlinkHome.layOut(plan, all);
    var cluster = new FlinkCluster(home, Configuration.fromMap(all), entryPoint, arguments);
    cluster.restartJobManager();
    return cluster;
  }

  /** One more, with the memory that is configured; some words may stand before its command. */
  public FlinkProcess startTaskManager(String... before) throws IOException {
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    List<String> jvm =
        new ArrayList<>(
            Arrays.asList(ProcessMemoryUtils.generateJvmParametersStr(spec).split(" ")));
    jvm.addAll(
        configuration.getOptional(CoreOptions.FLINK_TM_JVM_OPTIONS).stream()
            .flatMap(options -> Arrays.stream(options.split(" ")))
            .filter(word -> !word.isEmpty())
            .toList());
    List<String> arguments = new ArrayList<>(List.of("--configDir", home.conf().toString()));
    arguments.addAll(
        Arrays.asList(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec).split(" ")));
    String name = "taskmanager-" + taskManagers.size();
    FlinkProcess taskManager = home.start(name, List.of(before), TASK_MANAGER, jvm, arguments);
    taskManagers.add(taskManager);
    return taskManager;
  }

  /** All that were started, also those that are gone. */
  public List<FlinkProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** The one that was started last. */
  public FlinkProcess jobManager() {
    return jobManagers.get(jobManagers.size() - 1);
  }

  /**
   * Another one after the last was killed, or has ended; what it knows of jobs is what high
   * availability kept.
   */
  public void restartJobManager() throws IOException {
    List<String> all = new ArrayList<>(List.of("--configDir", home.conf().toString()));
    all.addAll(arguments);
    jobManagers.add(
        home.start("jobmanager-" + jobManagers.size(), entryPoint, List.of("-Xmx512m"), all));
  }

  /** Runs Flink's own client, as {@code bin/flink} does. */
  public Said flink(String... arguments) throws IOException, InterruptedException {
    FlinkProcess command =
        home.start("command-" + commands++, CLIENT, List.of("-Xmx256m"), List.of(arguments));
    if (!command.process().waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS)) {
      command.kill();
      throw new IllegalStateException("no end of flink %s".formatted(String.join(" ", arguments)));
    }
    return new Said(command.process().exitValue(), command.said());
  }

  /** A client of its REST endpoint; whoever opens it closes it. */
  public RestClusterClient<StandaloneClusterId> client() throws Exception {
    return new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
  }

  /** Returns once its REST endpoint answers. */
  public void awaitRest() throws Exception {
    try (RestClusterClient<StandaloneClusterId> client = client()) {
      client.listJobs().get(COMMAND.toSeconds(), TimeUnit.SECONDS); // it tries again by itself
    }
  }

  public String restUrl() {
    return "http://localhost:" + configuration.toMap().get("rest.port");
  }

  /** What all processes have said last, for whoever must find out why it went wrong. */
  public String lastWords() {
    var words = new StringBuilder(jobManager().lastWords());
    for (FlinkProcess taskManager : taskManagers) {
      words.append("\n--- ").append(taskManager.name()).append('\n');
      words.append(taskManager.lastWords());
    }
    return words.toString();
  }

  @Override
  public void close() throws InterruptedException {
    for (FlinkProcess taskManager : taskManagers) {
      taskManager.close();
    }
    jobManager().close();
    for (FlinkProcess other : others) {
      other.close();
    }
  }
}
