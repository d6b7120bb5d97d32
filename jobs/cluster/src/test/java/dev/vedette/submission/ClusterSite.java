package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cluster.ClusterPlan;
import dev.vedette.cluster.FlinkClient;
import dev.vedette.cluster.FlinkCluster;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.pipeline.wire.VerdictCodec;
import dev.vedette.pipeline.wire.WireOptions;
import dev.vedette.simulators.broker.LocalBroker;
import dev.vedette.simulators.broker.WholeTopic;
import dev.vedette.simulators.provider.ProviderScript;
import dev.vedette.simulators.provider.SimulatedProvider;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker, a simulated provider, and a real Flink cluster with the artefacts of this module. */
final class ClusterSite implements AutoCloseable {
  static final Path JOB = Path.of("target/cluster/usrlib/vedette-job.jar").toAbsolutePath();

  private static final Logger LOG = LoggerFactory.getLogger(ClusterSite.class);
  private static final Path FLINK = Path.of("../../load-tests/cluster/target/flink/lib");
  private static final String CONFIG = "job.yaml";
  private static final int METRIC_PORTS = 12;

  final LocalBroker broker;
  final SimulatedProvider provider;
  final FlinkCluster cluster;
  final Cameras cameras;
  final Path config;
  private final int firstMetricPort;
  private long limitMicros = Long.MAX_VALUE;

  private ClusterSite(
      LocalBroker broker,
      SimulatedProvider provider,
      FlinkCluster cluster,
      Path config,
      int firstMetricPort) {
    this.broker = broker;
    this.provider = provider;
    this.cluster = cluster;
    this.cameras = new Cameras(broker.bootstrap());
    this.config = config;
    this.firstMetricPort = firstMetricPort;
  }

  /**
   * Starts everything, with so many task managers of one slot each, and submits nothing.
   *
   * @param options of the job, whose names say so, and of Flink
   */
  static ClusterSite open(Path folder, int taskManagers, Map<String, String> options)
      throws Exception {
    return open(folder, taskManagers, options, FlinkCluster::session);
  }

  static ClusterSite open(
      Path folder, int taskManagers, Map<String, String> options, FlinkCluster.Start start)
      throws Exception {
    LocalBroker broker = LocalBroker.start();
    broker.createTopics(2, "events.camera", "events.sensor", "verdicts", "ledger");
    broker.createTopics(2, "dead-letters", "deferred");
    broker.createTopics(1, "releases", "releases.status", "control");
    SimulatedProvider provider = SimulatedProvider.start(ProviderScript.faultless());
    int metricPort = freePorts();
    Map<String, String> all = new HashMap<>();
    all.put(
        "metrics.reporter.vedette.factory.class",
        "dev.vedette.metrics.VedettePrometheusReporterFactory");
    all.put("metrics.reporter.vedette.host", "127.0.0.1");
    all.put(
        "metrics.reporter.vedette.port",
        "%d-%d".formatted(metricPort, metricPort + METRIC_PORTS - 1));
    Map<String, String> ofTheJob = configuration(broker, provider);
    options.forEach((key, value) -> (key.startsWith("vedette.") ? ofTheJob : all).put(key, value));
    Path config = folder.resolve(CONFIG);
    Files.write(
        config, ofTheJob.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
    FlinkCluster cluster =
        start.start(new ClusterPlan(FLINK, Path.of("target/cluster"), folder, all));
    for (int i = 0; i < taskManagers; i++) {
      cluster.startTaskManager();
    }
    return new ClusterSite(broker, provider, cluster, config, metricPort);
  }

  /** The job manager of this job alone, in a folder that is then opened with it. */
  static FlinkCluster.Start application(Path folder) {
    List<String> arguments = List.of("--config", folder.resolve(CONFIG).toString());
    return plan -> FlinkCluster.application(plan, "dev.vedette.pipeline.Main", arguments);
  }

  private static Map<String, String> configuration(LocalBroker broker, SimulatedProvider provider) {
    return new HashMap<>(
        Map.ofEntries(
            Map.entry("vedette.kafka.bootstrap", broker.bootstrap()),
            Map.entry("vedette.provider.url", provider.baseUrl().toString()),
            Map.entry("vedette.provider.name", "simulated"),
            Map.entry("vedette.provider.model", "simulated-vision"),
            Map.entry("vedette.provider.picture-tokens", "tiles 85 170"),
            Map.entry("vedette.provider.price.input", "2.50"),
            Map.entry("vedette.provider.price.cached-input", "1.25"),
            Map.entry("vedette.provider.price.output", "10"),
            Map.entry("vedette.events.start", "earliest"),
            Map.entry("vedette.audit.share", "0"),
            Map.entry("vedette.deferred.max-age", "0 s"),
            Map.entry("vedette.account.calls-per-minute", "100000"),
            Map.entry("vedette.account.burst", "100000"),
            Map.entry("execution.checkpointing.interval", "1 s")));
  }

  private static int freePorts() throws IOException {
    try (var socket = new ServerSocket(0)) {
      // Well below those that the system gives out, so that nobody else is given the next ones.
      return 10_000 + socket.getLocalPort() % 15_000;
    }
  }

  /** Orders that all tenants together spend no more than this in a day. */
  void limit(long micros) throws Exception {
    Budgets.order(broker.bootstrap(), micros);
    limitMicros = micros;
  }

  /** Submits the job with Flink's client. */
  JobID submit(String... clientOptions) throws Exception {
    String id =
        new FlinkClient(cluster)
            .submit(JOB, List.of(clientOptions), List.of("--config", config.toString()));
    return JobID.fromHexString(id);
  }

  /** Uploads the job over the cluster's REST interface, and runs it. */
  void upload() throws Exception {
    cluster.awaitRest();
    new RestUpload(cluster.restUrl()).run(JOB, List.of("--config", config.toString()));
  }

  /** Stops a job, and returns where its savepoint is. */
  String stop(JobID job) throws Exception {
    return new FlinkClient(cluster).stop(job.toString());
  }

  ClusterMetrics metrics() throws IOException, InterruptedException {
    return ClusterMetrics.of(firstMetricPort, METRIC_PORTS);
  }

  ClusterMetrics await(String what, Predicate<ClusterMetrics> condition) throws Exception {
    try {
      return Awaiting.until(what, this::metrics, condition);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + cluster.lastWords(), e);
    }
  }

  /** Waits until the cluster says so of a job. */
  void awaitJob(JobID job, JobStatus expected) throws Exception {
    JobStatus seen;
    try (var client = cluster.client()) {
      seen =
          Awaiting.until(
              "job " + job + " is " + expected,
              () -> client.getJobStatus(job).get(1, TimeUnit.MINUTES),
              status -> status == expected || status.isGloballyTerminalState());
    }
    if (seen != expected) {
      throw new AssertionError("job %s is %s\n%s".formatted(job, seen, cluster.lastWords()));
    }
  }

  /** Waits until the job manager goes on from a checkpoint; until one leads, tasks work on. */
  void restored() throws Exception {
    Awaiting.until(
        "the job goes on from a checkpoint",
        cluster.jobManager()::said,
        said -> said.contains("Restoring job"));
  }

  /** Waits until the job would grant a question. */
  void ready() throws Exception {
    await("the job grants questions", seen -> seen.sum("vedette_admit_ready") > 0);
  }

  /**
   * Waits until each event that was sent has an outcome, and checks that each face has a last word,
   * and that no more was spent than was ordered.
   */
  ClusterMetrics settled() throws Exception {
    int all = cameras.sent();
    ClusterMetrics seen =
        await(
            "an outcome for each of " + all, now -> now.received() == all && now.settled() == all);
    assertThat(seen.outcome("rejected")).isEqualTo(all - cameras.faces());
    assertThat(seen.outcome("cloud") + seen.outcome("edge")).isEqualTo(cameras.faces());
    assertThat(eventsWithALastWord()).hasSize(cameras.faces());
    assertThat(provider.books().totals().billedMicros())
        .as("billed, by the provider's own books")
        .isLessThanOrEqualTo(limitMicros);
    return seen;
  }

  /** The same, and tells how long it took from a moment of {@link System#nanoTime} on. */
  ClusterMetrics settledSince(String what, long nanos) throws Exception {
    ClusterMetrics seen = settled();
    tell(what + ", until everything had an outcome", nanos);
    return seen;
  }

  /** Tells how long ago that was. */
  static void tell(String what, long nanos) {
    LOG.info("{}: {} s", what, "%.1f".formatted((System.nanoTime() - nanos) / 1e9));
  }

  private Set<String> eventsWithALastWord() throws Exception {
    var codec = new VerdictCodec(WireOptions.PLAIN, "verdicts");
    Set<String> events = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : WholeTopic.of(broker.bootstrap(), "verdicts")) {
      Verdict verdict = codec.decode(record.headers(), record.value());
      if (verdict.last()) {
        events.add(verdict.header().eventId());
      }
    }
    return events;
  }

  @Override
  public void close() throws Exception {
    cameras.close();
    cluster.close();
    provider.close();
    broker.close();
  }
}
