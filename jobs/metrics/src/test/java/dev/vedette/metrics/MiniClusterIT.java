package dev.vedette.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JobManager and two TaskManagers in one process, and the one endpoint they have. */
@Timeout(120)
class MiniClusterIT {
  private static final String PREFIX = "metrics.reporter.vedette.";
  private static final String PROPERTY = "vedette.test.cluster.address";
  private static final int EVENTS = CountingJob.SUBTASKS * CountingJob.EVENTS;
  private static final int QUICK = EVENTS * CountingJob.QUICK_IN_TEN / 10;

  private static MiniCluster cluster;
  private static String address;
  private static JobID job;

  @BeforeAll
  static void startAndCount() throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString(
        PREFIX + "factory.class", VedettePrometheusReporterFactory.class.getName());
    configuration.setString(PREFIX + "host", "127.0.0.1");
    configuration.setString(PREFIX + "port", "0");
    configuration.setString(PREFIX + "address-property", PROPERTY);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .withRandomPorts()
                .setNumTaskManagers(CountingJob.SUBTASKS)
                .setNumSlotsPerTaskManager(1)
                .build());
    cluster.start();
    address = System.getProperty(PROPERTY);
    JobGraph graph = CountingJob.graph();
    job = graph.getJobID();
    cluster.submitJob(graph).get(60, TimeUnit.SECONDS);
    assertThat(CountingJob.awaitCounted()).isTrue();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.cancelJob(job).get(60, TimeUnit.SECONDS);
    cluster.requestJobResult(job).get(60, TimeUnit.SECONDS);
    cluster.close();
    assertThat(System.getProperty(PROPERTY)).isNull();
  }

  @Test
  void operatorsCountersAreCountersInBothFormats() throws Exception {
    for (Exposition scraped :
        new Exposition[] {Scraper.text(address), Scraper.openMetrics(address)}) {
      assertThat(scraped.sum("vedette_events_total", "outcome", "rejected")).isEqualTo(EVENTS);
      assertThat(scraped.sum("vedette_cost_usd_total", "tenant", "acme")).isEqualTo(0.3);
    }
    Exposition scraped = Scraper.text(address);
    assertThat(scraped.families().get("vedette_events_total").type()).isEqualTo("counter");
    assertThat(scraped.families().get("vedette_events_total").help()).isNotEmpty();
    assertThat(scraped.value("vedette_admit_ready", "subtask_index", "0")).isEqualTo(1);
  }

  @Test
  void labelsAreTheKeyValuesAndTheBoundedScope() throws Exception {
    assertThat(Scraper.text(address).samples("vedette_events_total"))
        .hasSize(CountingJob.SUBTASKS)
        .allSatisfy(
            sample ->
                // There is no host in a MiniCluster: its address within the process is empty.
                assertThat(sample.labels())
                    .containsOnlyKeys(
                        "job_name", "operator_name", "outcome", "subtask_index", "tm_id")
                    .containsEntry("operator_name", "judge")
                    .containsEntry("job_name", CountingJob.NAME))
        .extracting(sample -> sample.labels().get("tm_id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void bucketsAddUpOverTheSubtasks() throws Exception {
    Exposition scraped = Scraper.text(address);

    assertThat(scraped.families().get("vedette_gate_seconds").type()).isEqualTo("histogram");
    assertThat(scraped.sum("vedette_gate_seconds_bucket", "le", "0.005")).isEqualTo(QUICK);
    assertThat(scraped.sum("vedette_gate_seconds_bucket", "le", "+Inf")).isEqualTo(EVENTS);
    assertThat(scraped.sum("vedette_gate_seconds_count")).isEqualTo(EVENTS);
    assertThat(scraped.value("vedette_gate_seconds_sum", "subtask_index", "1")).isEqualTo(0.2);
  }

  @Test
  void oneEndpointShowsTheJobManagerAndEveryTaskManager() throws Exception {
    Exposition scraped = Scraper.text(address);

    assertThat(scraped.value("flink_jobmanager_numRegisteredTaskManagers")).isEqualTo(2);
    assertThat(scraped.samples("flink_taskmanager_Status_JVM_CPU_Load")).hasSize(2);
    assertThat(
            scraped.sum(
                "flink_taskmanager_job_task_operator_numRecordsIn_total", "operator_name", "judge"))
        .isEqualTo(EVENTS);
    assertThat(scraped.families())
        .containsKey("flink_taskmanager_job_task_operator_numRecordsInPerSecond");
  }

  @Test
  void aGaugeThatThrowsIsAllThatIsMissing() throws Exception {
    Exposition scraped = Scraper.text(address);

    assertThat(scraped.families()).doesNotContainKey("vedette_in_flight");
    assertThat(scraped.value(LeftOut.FAMILY, "reason", "failed")).isEqualTo(2);
    assertThat(scraped.value(LeftOut.FAMILY, "reason", "clash")).isZero();
    assertThat(scraped.value(LeftOut.FAMILY, "reason", "negative")).isZero();
    assertThat(scraped.value(LeftOut.FAMILY, "reason", "no_buckets")).isZero();
  }

  @Test
  void prometheusOwnCheckerFindsNothingToSay(@TempDir Path folder) throws Exception {
    Optional<Path> promtool = promtool();
    assumeThat(promtool).as("promtool is not on the PATH").isPresent();

    // Flink's own names break rules of style that this checker has, so it is shown ours only.
    String ours =
        Scraper.text(address)
            .text()
            .lines()
            .filter(line -> line.replaceFirst("^# (HELP|TYPE) ", "").startsWith("vedette_"))
            .collect(Collectors.joining("\n", "", "\n"));
    Path scraped = Files.writeString(folder.resolve("scraped"), ours);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(promtool.get().toString(), "check", "metrics")
            .redirectInput(scraped.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said, StandardCharsets.UTF_8)).isZero();
  }

  private static Optional<Path> promtool() throws IOException {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
