package dev.vedette.submission;

import dev.vedette.cluster.FlinkProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Task managers come and go, as an autoscaler has them, and nobody touches the job. */
@Tag("cluster")
@Timeout(600)
class ScalingIT {
  private static final int EVENTS = 100;

  @TempDir Path folder;

  @Test
  void theAdaptiveSchedulerUsesATaskManagerMoreAndDoesWithoutIt() throws Exception {
    Map<String, String> options =
        Map.of(
            "jobmanager.scheduler", "adaptive",
            "jobmanager.adaptive-scheduler.submission.resource-wait-timeout", "5 s",
            "jobmanager.adaptive-scheduler.submission.resource-stabilization-timeout", "1 s",
            "jobmanager.adaptive-scheduler.executing.cooldown-after-rescaling", "1 s",
            "jobmanager.adaptive-scheduler.executing.resource-stabilization-timeout", "1 s");
    try (var site = ClusterSite.open(folder, 1, options)) {
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

  private static void subtasks(ClusterSite site, int expected) throws Exception {
    site.await(
        expected + " subtasks grant questions",
        seen -> seen.sum("vedette_admit_ready") == expected);
  }
}
