package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.event.Picture;
import dev.vedette.core.release.Announcement;
import dev.vedette.core.release.ReleaseStatus;
import dev.vedette.core.release.ReleaseStatus.Stage;
import dev.vedette.core.release.ShadowLimits;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates that are released while the real job runs, on a real broker and with the real networks. */
class ReleaseIT {
  /** Below what the person gate gives a cat, which its own threshold does not let through. */
  private static final double LOW = 0.05;

  @TempDir Path folder;
  private int captured;

  @Test
  void theReleasedGateServesAndOnlyThatUntilTheNext() throws Exception {
    var releasing = new Releasing(folder);
    Map<String, String> options = new HashMap<>(releasing.options());
    options.put("vedette.gate.location", "classpath:gates/person");
    options.put("vedette.gate.shadow-share", "1");
    try (var site = Site.open(folder.resolve("checkpoints"), ProviderScript.faultless(), options)) {
      assertThat(positives(site, Site.CAT)).as("by its own threshold").isZero();

      // In shadow it serves nothing, and then everywhere.
      var trial = new ShadowLimits(8, 1, 0, 1, null, null);
      releasing.announce(site, releasing.head(1, "1.1.1", LOW, trial).announcement());
      releasing.await(site, 1, Stage.SHADOW);
      assertThat(positives(site, Site.CAT)).as("in shadow").isZero();
      ReleaseStatus activated = releasing.await(site, 1, Stage.ACTIVATED);
      assertThat(activated.disagreements()).isEqualTo(activated.events());
      assertThat(activated.serving()).isEqualTo("1.1.1");
      assertThat(positives(site, Site.CAT)).as("by the released head").isEqualTo(8);

      // What is damaged, forged or old serves nothing.
      Announcement good = releasing.head(2, "1.1.2", 1, null).announcement();
      byte[] flipped = good.bytes().clone();
      flipped[flipped.length / 2] ^= 1;
      releasing.announce(site, new Announcement(good.schemaId(), flipped));
      assertThat(releasing.await(site, 0, Stage.REFUSED).serving()).isEqualTo("1.1.1");
      releasing.announce(site, releasing.damagedGraph(2).announcement());
      assertThat(releasing.await(site, 2, Stage.REFUSED).reason()).isEqualTo("damaged");
      releasing.announce(site, releasing.head(1, "1.1.1", LOW, null).announcement());
      assertThat(releasing.await(site, 1, Stage.REFUSED).reason()).isEqualTo("replayed");
      assertThat(positives(site, Site.CAT)).as("the released head serves on").isEqualTo(8);

      // After a crash it serves without being announced again.
      site.checkpoint();
      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();
      site.await("both subtasks serve release 1", s -> s.sum("vedette_gate_release_sequence") == 2);
      assertThat(positives(site, Site.CAT)).as("after a crash").isEqualTo(8);

      // A whole graph by reference, and back to where it began.
      releasing.announce(site, releasing.graph(3, "2.0.0", "person.zip").announcement());
      assertThat(releasing.await(site, 3, Stage.ACTIVATED).serving()).isEqualTo("2.0.0");
      assertThat(positives(site, Site.CAT)).as("by the graph's own threshold").isZero();
      releasing.announce(site, releasing.original(4).announcement());
      releasing.await(site, 4, Stage.ACTIVATED);
      assertThat(positives(site, Site.CAT)).isZero();

      site.settled().assertConservation();
    }
  }

  /** Sends eight pictures from cameras of their own; how many passed the gate. */
  private long positives(Site site, Picture picture) throws Exception {
    long before = site.settled().outcome("rejected");
    for (int i = 0; i < 8; i++) {
      captured++;
      String name = "cam-" + captured;
      site.send(site.capture(name, name, Instant.now().minus(Duration.ofMinutes(1))), picture);
    }
    return 8 - (site.settled().outcome("rejected") - before);
  }
}
