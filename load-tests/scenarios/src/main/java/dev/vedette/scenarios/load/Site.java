package dev.vedette.scenarios.load;

import dev.vedette.cluster.ClusterPlan;
import dev.vedette.cluster.FlinkClient;
import dev.vedette.cluster.FlinkCluster;
import dev.vedette.cluster.FlinkProcess;
import dev.vedette.core.budget.BudgetPeriod;
import dev.vedette.pipeline.VedetteOptions;
import dev.vedette.scenarios.BudgetOrders;
import dev.vedette.scenarios.Folders;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.load.Fleet;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A broker and a simulated provider in this process, and the job as it is shipped on a Flink
 * cluster of separate JVMs.
 */
final class Site implements AutoCloseable {
  static final String CAMERAS = "events.camera";
  static final String SENSORS = "events.sensor";
  static final String VERDICTS = "verdicts";
  static final String DEAD_LETTERS = "dead-letters";
  static final String TENANT = "acme";

  private static final Path FLINK = Path.of("load-tests/cluster/target/flink/lib");
  private static final Path ADDED = Path.of("jobs/cluster/target/cluster");
  private static final Path JOB = ADDED.resolve("usrlib/vedette-job.jar");
  private static final int PARTITIONS = 4;

  /** Of a partition of events: what has been read goes when the disk would fill. */
  private static final long KEPT_BYTES = 1L << 30;

  private static final int METRIC_PORTS = 16;

  final LocalBroker broker;
  final SimulatedProvider provider;
  final FlinkCluster cluster;
  final JobEnds ends;
  private final Path folder;
  private final Path config;
  private final Pinning pinning;
  private final int firstMetricPort;

  /** Whoever ends a run by Ctrl-C would else leave gigabytes behind. */
  private final Thread atExit = new Thread(this::closeAtExit, "vedette-load-ends");

  private String jobId = "";
  private boolean closed;

  private Site(
      LocalBroker broker,
      SimulatedProvider provider,
      FlinkCluster cluster,
      Path folder,
      Pinning pinning,
      int firstMetricPort,
      JobEnds ends) {
    this.broker = broker;
    this.provider = provider;
    this.cluster = cluster;
    this.folder = folder;
    this.config = folder.resolve("job.yaml");
    this.pinning = pinning;
    this.firstMetricPort = firstMetricPort;
    this.ends = ends;
  }

  /** Starts everything but the job. */
  static Site open(SiteSetup setup, LoadPlan plan, Pinning pinning) throws Exception {
    Path folder = Files.createTempDirectory("vedette-load");
    LocalBroker broker = LocalBroker.start();
    SimulatedProvider provider = SimulatedProvider.start(setup.provider());
    int metricPort = freePorts();
    FlinkCluster cluster;
    try {
      cluster =
          FlinkCluster.session(
              new ClusterPlan(FLINK, ADDED, folder, ofCluster(setup, plan, metricPort)));
    } catch (IOException e) {
      provider.close();
      broker.close();
      Folders.delete(folder);
      throw e;
    }
    JobEnds ends = JobEnds.of(setup, plan);
    var site = new Site(broker, provider, cluster, folder, pinning, metricPort, ends);
    try {
      Runtime.getRuntime().addShutdownHook(site.atExit);
      Map<String, String> kept = Map.of("retention.bytes", String.valueOf(KEPT_BYTES));
      broker.createTopics(PARTITIONS, kept, CAMERAS, SENSORS);
      broker.createTopics(2, VERDICTS, "ledger", "deferred");
      broker.createTopics(2, kept, DEAD_LETTERS);
      broker.createTopics(1, "releases", "releases.status", "control");
      try (var orders = new BudgetOrders(broker.bootstrap())) {
        var month = new BudgetPeriod(BudgetPeriod.Length.MONTH, true, ZoneOffset.UTC);
        orders.give("load", month, Math.round(plan.budgetUsd() * 1e6));
      }
      Files.writeString(site.config, yaml(site.ofJob(setup, plan)));
      for (int i = 0; i < setup.taskManagers(); i++) {
        site.startTaskManager();
      }
      return site;
    } catch (Exception e) {
      site.close();
      throw e;
    }
  }

  private static Map<String, String> ofCluster(SiteSetup setup, LoadPlan plan, int metricPort) {
    Map<String, String> all = new HashMap<>();
    all.put(
        "metrics.reporter.vedette.factory.class",
        "dev.vedette.metrics.VedettePrometheusReporterFactory");
    all.put("metrics.reporter.vedette.host", "127.0.0.1");
    all.put(
        "metrics.reporter.vedette.port",
        "%d-%d".formatted(metricPort, metricPort + METRIC_PORTS - 1));
    all.put("taskmanager.numberOfTaskSlots", String.valueOf(setup.slots()));
    all.putAll(ChartSettings.ofTaskManager(setup.slots(), plan.options()));
    all.put("web.checkpoints.history", "60");
    all.putAll(plan.options());
    return all;
  }

  private Map<String, String> ofJob(SiteSetup setup, LoadPlan plan) {
    Map<String, String> all = new TreeMap<>();
    all.put("vedette.kafka.bootstrap", broker.bootstrap());
    all.put("vedette.provider.url", provider.baseUrl().toString());
    all.put("vedette.provider.name", "simulated");
    all.put("vedette.provider.model", "simulated-vision");
    all.put("vedette.provider.picture-tokens", "tiles 85 170");
    all.put("vedette.provider.price.input", "2.50");
    all.put("vedette.provider.price.cached-input", "1.25");
    all.put("vedette.provider.price.output", "10");
    all.put("vedette.events.start", "earliest");
    all.put("vedette.account.calls-per-minute", "100000");
    all.put("vedette.account.burst", "100000");
    all.put(VedetteOptions.PERMITS.key(), String.valueOf(JobEnds.USUAL_PERMITS));
    all.put(Fleet.LIMITS, Fleet.LIMITS_VALUE);
    all.put("parallelism.default", String.valueOf(setup.parallelism()));
    all.putAll(setup.ofJob());
    all.putAll(plan.options());
    return all;
  }

  private static String yaml(Map<String, String> options) {
    return options.entrySet().stream()
        .map(one -> "%s: '%s'%n".formatted(one.getKey(), one.getValue().replace("'", "''")))
        .collect(Collectors.joining());
  }

  private static int freePorts() throws IOException {
    try (var socket = new ServerSocket(0)) {
      // Well below those that the system gives out, so that nobody else is given the next ones.
      return 10_000 + socket.getLocalPort() % 15_000;
    }
  }

  void startTaskManager() throws IOException {
    cluster.startTaskManager(pinning.command());
  }

  /** Those that are there. */
  List<FlinkProcess> taskManagers() {
    return cluster.taskManagers().stream().filter(FlinkProcess::isAlive).toList();
  }

  /**
   * Submits the job with Flink's own client.
   *
   * @param clientOptions such as the savepoint that it goes on from
   */
  void submit(String... clientOptions) throws IOException, InterruptedException {
    jobId =
        new FlinkClient(cluster)
            .submit(JOB, List.of(clientOptions), List.of("--config", config.toString()));
    ends.submitted(List.of(clientOptions).contains("-s"));
  }

  /** Stops the job; where its savepoint is. */
  String stop() throws IOException, InterruptedException {
    ends.stopped(rest().restores());
    return new FlinkClient(cluster).stop(jobId);
  }

  JobRest rest() {
    return new JobRest(cluster.restUrl(), jobId);
  }

  JobMetrics metrics() {
    return JobMetrics.read(firstMetricPort, METRIC_PORTS);
  }

  ProcessUsage usage() throws IOException {
    ProcessUsage sum = ProcessUsage.NONE;
    for (long pid : taskManagerPids()) {
      sum = sum.plus(ProcessUsage.of(pid));
    }
    return sum;
  }

  List<Long> taskManagerPids() {
    return taskManagers().stream().map(one -> one.process().pid()).toList();
  }

  private void closeAtExit() {
    try {
      end();
    } catch (Exception e) { // whatever it is, the process ends
      System.err.printf("something of this run is left in %s: %s%n", folder, e);
    }
  }

  @Override
  public void close() throws Exception {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends, and the hook finds nothing left to do.
    }
  }

  private synchronized void end() throws Exception {
    if (closed) {
      return;
    }
    closed = true;
    try (broker;
        provider) {
      cluster.close();
    } finally {
      Folders.delete(folder);
    }
  }
}
