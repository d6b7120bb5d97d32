package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cluster.FlinkCluster;
import dev.vedette.cluster.FlinkProcess;
import dev.vedette.simulators.broker.WholeTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Job managers of one job alone, with high availability, as in the chart's mode standalone, with
 * ZooKeeper in the place of Kubernetes.
 */
@Tag("cluster")
@Timeout(600)
class ApplicationIT {
  private static final int EVENTS = 400;

  /** Enough for some of the faces among so many events, and not for all. */
  private static final long LIMIT_MICROS = 40_000;

  private static final String NONSENSE = "vedette.nonsense";

  @TempDir Path folder;

  @Test
  void anotherJobManagerTakesUpWhatTheKilledOneKnew() throws Exception {
    try (ClusterSite site = open(Map.of())) {
      site.ready();
      site.cameras.send(EVENTS);
      site.settled();
      new Checkpoints(site.cluster.restUrl(), onlyJob(site)).another();
      long killed = System.nanoTime();
      site.cluster.jobManager().kill();
      site.cameras.send(EVENTS);
      site.cluster.restartJobManager();
      site.restored();
      site.cameras.send(EVENTS);
      site.settledSince("job manager of one job killed", killed).assertLimited();
    }
  }

  /** One that stood by leads once the other has ended, and should be where this one is. */
  @Test
  void aJobManagerThatComesAfterTheJobWasStoppedBeginsNothing() throws Exception {
    try (ClusterSite site = open(Map.of())) {
      site.ready();
      site.cameras.send(EVENTS);
      site.settled().assertLimited();
      site.stop(onlyJob(site));
      assertThat(exitCode(site.cluster.jobManager())).isZero();
      int verdicts = verdicts(site);

      site.cameras.send(EVENTS);
      site.cluster.restartJobManager();

      // Flink takes that for a failure of the application, so whoever watches over it starts it
      // anew.
      assertThat(exitCode(site.cluster.jobManager())).isNotZero();
      assertThat(site.cluster.jobManager().said())
          .contains("because the job already reached a globally-terminal state");
      assertThat(verdicts(site)).isEqualTo(verdicts);
    }
  }

  /** As after a configuration that was wrong, or a file that was not there yet. */
  @Test
  void aJobManagerThatFailedBeforeItsJobBeganIsTriedAgain() throws Exception {
    try (ClusterSite site = open(Map.of(NONSENSE, "1"))) {
      assertThat(exitCode(site.cluster.jobManager())).isNotZero();
      assertThat(site.cluster.jobManager().said()).contains(NONSENSE);

      Files.write(
          site.config,
          Files.readAllLines(site.config).stream().filter(one -> !one.contains(NONSENSE)).toList());
      site.cluster.restartJobManager();
      site.ready();
      site.cameras.send(EVENTS);
      site.settled().assertLimited();
    }
  }

  private ClusterSite open(Map<String, String> more) throws Exception {
    Map<String, String> options = new HashMap<>(more);
    // As the chart has them: who comes later can read that it is over. Results of applications are
    // not kept: one that failed before its job began is not tried again then, as was seen by hand.
    options.put("job-result-store.delete-on-commit", "false");
    options.put("job-result-store.storage-path", folder.resolve("results").toUri().toString());
    ClusterSite site =
        ClusterSite.open(
            folder,
            1,
            options,
            plan -> FlinkCluster.highlyAvailable(plan, ClusterSite.application(folder)));
    site.limit(LIMIT_MICROS);
    return site;
  }

  private static JobID onlyJob(ClusterSite site) throws Exception {
    try (var client = site.cluster.client()) {
      return client.listJobs().get(1, TimeUnit.MINUTES).iterator().next().getJobId();
    }
  }

  private static int exitCode(FlinkProcess jobManager) throws InterruptedException {
    assertThat(jobManager.process().waitFor(2, TimeUnit.MINUTES))
        .as("it ends\n%s", jobManager.lastWords())
        .isTrue();
    return jobManager.process().exitValue();
  }

  private static int verdicts(ClusterSite site) {
    return WholeTopic.of(site.broker.bootstrap(), "verdicts").size();
  }
}
