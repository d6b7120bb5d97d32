package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider takes every call and answers none. */
class SilentProviderIT {
  private static final int PERMITS = 8;
  private static final int POSITIVES = 10 * PERMITS;
  private static final int NEGATIVES = 300;
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path checkpoints;

  @Test
  void everyEventIsAnsweredByTheEdgeAndTheGateGoesOn() throws Exception {
    var silent = ProviderScript.faultless().failing(Fault.hang());
    Map<String, String> options =
        Map.of(
            "vedette.ask.permits",
            String.valueOf(PERMITS),
            "vedette.ask.deadline",
            DEADLINE.toSeconds() + " s",
            "vedette.verdict.policy",
            "hold");
    try (var site = Site.open(checkpoints, silent, options)) {
      Instant start = Instant.now().minus(Duration.ofHours(1));
      for (int device = 0; device < POSITIVES; device++) {
        site.send(site.capture("cam-" + device, "face-" + device, start), Site.FACE);
      }
      site.sent();
      site.await("every permit is taken", s -> s.sum("vedette_in_flight") == PERMITS);
      for (int i = 0; i < NEGATIVES; i++) {
        site.send(
            site.capture("cam-" + i % POSITIVES, "cat-" + i, start.plusSeconds(1 + i)), Site.CAT);
      }
      site.sent();

      // The calls still hang, and yet everything behind them has gone through.
      Scrape meanwhile =
          site.await("all negatives are judged", s -> s.outcome("rejected") == NEGATIVES);
      assertThat(meanwhile.sum("vedette_in_flight")).isEqualTo(PERMITS);
      assertThat(meanwhile.sum("vedette_events_total", "saturated")).isEqualTo(POSITIVES - PERMITS);

      Scrape end = site.settled();

      assertThat(end.outcome("edge")).isEqualTo(POSITIVES);
      assertThat(end.sum("vedette_events_total", "timeout")).isEqualTo(PERMITS);
      List<Verdict> verdicts = site.verdicts();
      assertThat(verdicts).hasSize(POSITIVES);
      assertThat(verdicts)
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.EDGE))
          .allSatisfy(verdict -> assertThat(verdict.last()).isTrue());
    }
  }
}
