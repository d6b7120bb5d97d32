package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.cluster.FlinkProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job is given to a session cluster, again and again. */
@Tag("cluster")
@Timeout(600)
class SubmissionIT {
  private static final int EVENTS = 100;

  /** For so many events: of four times as many it is enough for some of the faces. */
  private static final long LIMIT_MICROS = 10_000;

  @TempDir Path folder;

  @Test
  void fiveSubmissionsInARowGoOnFromEachOthersSavepointsOnOneCluster() throws Exception {
    try (var site = ClusterSite.open(folder, 2, Map.of())) {
      site.limit(5 * LIMIT_MICROS);
      String savepoint = null;
      long stopped = System.nanoTime();
      for (int submission = 1; submission <= 5; submission++) {
        // The engines' natives are loaded once in a process, whatever job uses them.
        String parallelism = String.valueOf(1 + submission % 2);
        JobID job =
            savepoint == null
                ? site.submit("-p", parallelism)
                : site.submit("-p", parallelism, "-s", savepoint);
        site.ready();
        site.cameras.send(EVENTS);
        site.settledSince("submission " + submission, stopped);
        stopped = System.nanoTime();
        savepoint = site.stop(job);
      }
      // A job that is stopped shows no metrics any more.
      assertThat(site.provider.books().totals().answered())
          .isPositive()
          .isLessThan(site.cameras.faces());
    }
  }

  @Test
  void fiveFailoversInARowLoseNothing() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of())) {
      site.limit(5 * LIMIT_MICROS);
      site.submit();
      site.ready();
      FlinkProcess taskManager = site.cluster.taskManagers().get(0);
      for (int failover = 1; failover <= 5; failover++) {
        site.cameras.send(EVENTS);
        long killed = System.nanoTime();
        taskManager.kill();
        site.cameras.send(EVENTS);
        taskManager = site.cluster.startTaskManager();
        site.settledSince("task manager killed", killed);
      }
      site.settled().assertLimited();
    }
  }

  @ParameterizedTest
  @MethodSource("olderReleases")
  void whatAnOlderReleaseLeftIsGoneOnWith(OlderRelease older) throws Exception {
    try (var site = ClusterSite.open(folder, 2, older.options())) {
      int received = older.received();
      older.topics().restore(site.broker);
      site.submit("-p", "2", "-s", older.savepoint());
      site.ready();
      site.cameras.send(EVENTS);
      site.await(
          "an outcome for what it received and for what came since",
          seen -> seen.received() == received + EVENTS && seen.settled() == seen.received());
    }
  }

  static List<OlderRelease> olderReleases() throws Exception {
    return OlderRelease.all();
  }

  @Test
  void aClusterOfItsOwnRunsTheJobThatIsInItsUsrlib() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of(), ClusterSite.application(folder))) {
      site.limit(4 * LIMIT_MICROS);
      site.ready();
      site.cameras.send(4 * EVENTS);
      site.settled().assertLimited();
    }
  }

  @Test
  void whatIsUploadedOverRestRunsAsWell() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of())) {
      site.limit(4 * LIMIT_MICROS);
      site.upload();
      site.ready();
      site.cameras.send(4 * EVENTS);
      site.settled().assertLimited();
    }
  }

  /** The job's own file says nothing of it. */
  @Test
  void whatTheClustersConfigurationAsksForAndTheJobCannotBearIsRefusedWithAReason()
      throws Exception {
    String option = "execution.checkpointing.during-recovery.enabled";
    try (var site = ClusterSite.open(folder, 0, Map.of(option, "true"))) {
      assertThatThrownBy(site::upload).hasMessageContaining(option + " = true: after a restart");
      assertThatThrownBy(site::submit).hasMessageContaining(option + " = true: after a restart");
    }
  }
}
