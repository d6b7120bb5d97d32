package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More state than a task manager has memory: episodes whose pictures are gathered before they are
 * asked about.
 */
@Tag("cluster")
@Timeout(900)
class LargeStateIT {
  private static final long GIGABYTE = 1_000_000_000;

  /** Each leaves two megabytes of a picture that nothing makes smaller. */
  private static final int CAMERAS = 560;

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("execution.checkpointing.incremental", "true"),
          Map.entry("taskmanager.memory.process.size", "2500m"),
          Map.entry("taskmanager.memory.managed.size", "256m"),
          Map.entry("vedette.gate.threshold", "0"),
          Map.entry("vedette.ask.picture.max-side", "1024"),
          Map.entry("vedette.ask.picture.adequate-side", "1024"),
          Map.entry("vedette.ask.picture.quality", "1"),
          Map.entry("vedette.ask.permits", "4"),
          Map.entry("vedette.ask.settling", "150 s"),
          Map.entry("vedette.ask.deadline", "4 min"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rocksdb", "forst"})
  void aGigabyteOfPicturesOutlivesATaskManager(String backend) throws Exception {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("state.backend.type", backend);
    try (var site = ClusterSite.open(folder, 1, options)) {
      site.limit(200_000);
      JobID job = site.submit();
      site.ready();
      site.cameras.sendNoise(CAMERAS);
      var checkpoints = new Checkpoints(site.cluster.restUrl(), job);
      Checkpoints.Newest full =
          Awaiting.until("a gigabyte of state", checkpoints::newest, n -> n.bytes() > GIGABYTE);
      // While the backend merges its files, it writes again what it had written.
      Checkpoints.Newest next =
          Awaiting.until(
              "a checkpoint that writes only what is new",
              checkpoints::newest,
              n -> n.id() > full.id() && n.writtenBytes() < n.bytes() / 2);

      long killed = System.nanoTime();
      site.cluster.taskManagers().get(0).kill();
      site.cluster.startTaskManager();
      Checkpoints.Newest restored =
          Awaiting.until("a checkpoint after it", checkpoints::newest, n -> n.id() > next.id() + 2);
      ClusterSite.tell(backend + ", task manager killed, until the next checkpoint", killed);
      assertThat(restored.bytes()).as("all of it is there again").isGreaterThan(GIGABYTE);
      site.settledSince(backend + ", task manager killed", killed);
    }
  }
}
