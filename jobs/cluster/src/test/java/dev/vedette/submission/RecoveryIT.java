package dev.vedette.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cluster.FlinkCluster;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Something that the job needs is gone for a while, or slow. */
@Tag("cluster")
@Timeout(600)
class RecoveryIT {
  private static final int EVENTS = 200;

  /** The worst case of so few calls that not all faces can be asked about at once. */
  private static final long LIMIT_MICROS = 40_000;

  @TempDir Path folder;

  @Test
  void anotherJobManagerTakesUpWhatTheKilledOneKnew() throws Exception {
    try (var site =
        ClusterSite.open(
            folder,
            1,
            Map.of(),
            plan -> FlinkCluster.highlyAvailable(plan, FlinkCluster::session))) {
      site.limit(LIMIT_MICROS);
      JobID job = site.submit();
      site.ready();
      site.cameras.send(EVENTS);
      new Checkpoints(site.cluster.restUrl(), job).another();
      long killed = System.nanoTime();
      site.cluster.jobManager().kill();
      site.cameras.send(EVENTS);
      site.cluster.restartJobManager();
      site.restored();
      site.cameras.send(EVENTS);
      site.settledSince("job manager killed, its successor went on, more sent", killed)
          .assertLimited();
    }
  }

  @Test
  void aBrokerThatStartsAgainIsReadOn() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of())) {
      site.limit(LIMIT_MICROS);
      site.submit();
      site.ready();
      site.cameras.send(EVENTS);
      site.broker.stop();
      long back = System.nanoTime();
      site.broker.restart();
      site.cameras.send(EVENTS);
      site.settledSince("broker started again", back).assertLimited();
    }
  }

  @Test
  void aSlowBrokerIsWaitedFor() throws Exception {
    try (var site = ClusterSite.open(folder, 1, Map.of())) {
      site.limit(LIMIT_MICROS);
      site.submit();
      site.ready();
      site.cameras.send(EVENTS);
      site.broker.slowDown(20_000);
      // No more than a few events a second can be read now, and each line of the ledger waits.
      long read = site.metrics().received();
      site.await("some more are read", seen -> seen.received() > read + 10);
      assertThat(site.metrics().received()).as("it was slow indeed").isLessThan(EVENTS);
      long fast = System.nanoTime();
      site.broker.speedUp();
      site.cameras.send(EVENTS);
      site.settledSince("broker fast again", fast).assertLimited();
    }
  }
}
