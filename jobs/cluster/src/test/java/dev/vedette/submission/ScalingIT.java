package dev.vedette.submission;

import dev.vedette.cluster.FlinkProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Task managers come and go, as an autoscaler has them, and nobody touches the job. */
@Tag("cluster")
@Timeout(600)
class ScalingIT {
  private static final int EVENTS = 100;

  /** As the chart has it, and quicker to change its mind. */
  private static final Map<String, String> ADAPTIVE =
      Map.of(
          "jobmanager.scheduler", "adaptive",
          "jobmanager.adaptive-scheduler.submission.resource-wait-timeout", "365 d",
          "jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout", "1 s",
          "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "1 s",
          "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout", "1 s");

  @TempDir Path folder;

  @Test
  void theAdaptiveSchedulerUsesATaskManagerMoreAndDoesWithoutIt() throws Exception {
    try (var site = ClusterSite.open(folder, 1, ADAPTIVE)) {
      site.limit(50_000);
      site.submit("-p", "2");
      subtasks(site, 1);
      site.cameras.send(EVENTS);
      site.settled();

      FlinkProcess another = site.cluster.startTaskManager();
      subtasks(site, 2);
      site.cameras.send(EVENTS);
      site.settled();

      another.kill();
      subtasks(site, 1);
      site.cameras.send(EVENTS);
      site.settled();
    }
  }

  @Test
  void theAdaptiveSchedulerWaitsForTheFirstTaskManagerAndForAnotherWhenAllAreGone()
      throws Exception {
    try (var site = ClusterSite.open(folder, 0, ADAPTIVE)) {
      site.limit(50_000);
      JobID job = site.submit("-p", "2");
      site.awaitJob(job, JobStatus.CREATED);
      FlinkProcess first = site.cluster.startTaskManager();
      subtasks(site, 1);
      site.cameras.send(EVENTS);
      site.settled();

      first.kill();
      site.awaitJob(job, JobStatus.CREATED);
      site.cameras.send(EVENTS);
      site.cluster.startTaskManager();
      site.settled();
    }
  }

  /** Why the chart has it wait for so long. */
  @Test
  void theAdaptiveSchedulerEndsAJobForGoodThatFindsNoTaskManagerForLongEnough() throws Exception {
    Map<String, String> impatient = new HashMap<>(ADAPTIVE);
    impatient.put("jobmanager.adaptive-scheduler.submission.resource-wait-timeout", "1 s");
    try (var site = ClusterSite.open(folder, 0, impatient)) {
      site.awaitJob(site.submit("-p", "2"), JobStatus.FAILED);
    }
  }

  private static void subtasks(ClusterSite site, int expected) throws Exception {
    site.await(
        expected + " subtasks grant questions",
        seen -> seen.sum("vedette_admit_ready") == expected);
  }
}
