package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes what all sinks write far more slowly than it comes. */
class SlowSinksIT {
  private static final int FACES = 100;

  /** Of which a verdict is the half. */
  private static final long BYTES_PER_SECOND = 1_000;

  private static final Duration LONGEST_CHECKPOINT = Duration.ofSeconds(10);

  @TempDir Path checkpoints;
  @TempDir Path savepoints;

  private final Set<String> sent = new TreeSet<>();

  @Test
  void checkpointsDoNotWaitAndEachVerdictIsReadAfterAKillAndASavepoint() throws Exception {
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), Map.of());
        var throttle = new SinkThrottle(site.broker.bootstrap())) {
      throttle.limitAll(BYTES_PER_SECOND);
      send(site, "first");
      judgedMeanwhile(site);

      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();

      send(site, "second");
      judgedMeanwhile(site);

      site.restart(savepoints, Map.of());

      send(site, "third");
      judgedMeanwhile(site);

      throttle.lift();
      site.await("the broker has all", metrics -> metrics.sum("vedette_sink_held_bytes") == 0);
      assertThat(read(site)).isEqualTo(sent);
    }
  }

  private void send(Site site, String round) throws Exception {
    for (int i = 0; i < FACES; i++) {
      String id = "%s-%d".formatted(round, i);
      site.send(site.capture("cam-" + id, id, Instant.now()), Site.FACE);
      sent.add(id);
    }
  }

  /** All events have their outcomes, and a checkpoint is complete, while most verdicts wait. */
  private void judgedMeanwhile(Site site) throws Exception {
    site.settled();
    Instant asked = Instant.now();
    site.checkpoint();
    assertThat(Duration.between(asked, Instant.now())).isLessThan(LONGEST_CHECKPOINT);
    assertThat(site.scrape().sum("vedette_sink_held_bytes")).as("it was slow indeed").isPositive();
    assertThat(read(site)).hasSizeLessThan(sent.size());
  }

  private static Set<String> read(Site site) throws Exception {
    return site.topics.verdicts().stream()
        .filter(Verdict::last)
        .map(verdict -> verdict.header().eventId())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
