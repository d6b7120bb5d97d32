package dev.vedette.submission;

import dev.vedette.cluster.FlinkCluster;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Something that the job needs is gone for a while. */
@Tag("cluster")
@Timeout(600)
class RecoveryIT {
  private static final int EVENTS = 200;

  @TempDir Path folder;

  @Test
  void anotherJobManagerTakesUpWhatTheKilledOneKnew() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of(), FlinkCluster::highlyAvailable)) {
      site.submit();
      site.ready();
      site.cameras.send(EVENTS);
      site.cluster.jobManager().kill();
      site.cameras.send(EVENTS);
      site.cluster.restartJobManager();
      site.settled();
    }
  }

  @Test
  void aBrokerThatStartsAgainIsReadOn() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of())) {
      site.submit();
      site.ready();
      site.cameras.send(EVENTS);
      site.broker.stop();
      site.broker.restart();
      site.cameras.send(EVENTS);
      site.settled();
    }
  }
}
