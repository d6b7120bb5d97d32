package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
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
  private static final int NEGATIVES = 600;
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** For the way to the gate, through it, and for a machine on which other builds run. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  /** Noise on a shared machine stays below it; a gate that waits for the cloud does not. */
  private static final double SLOWER_AT_MOST = 2.5;

  @TempDir Path checkpoints;

  @Test
  void everyEventIsAnsweredByTheEdgeInTimeAndTheGateKeepsItsPace() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.ask.permits",
            String.valueOf(PERMITS),
            "vedette.ask.deadline",
            DEADLINE.toSeconds() + " s",
            "vedette.verdict.policy",
            "hold");
    try (var site = Site.open(checkpoints, ProviderScript.faultless(), options)) {
      Instant start = Instant.now().minus(Duration.ofHours(1));
      timeOfNegatives(site, "warming-up", start);
      sendPositives(site, "answered", start.plusSeconds(600));
      site.settled();
      Duration answering = timeOfNegatives(site, "answered", start.plusSeconds(600));

      site.provider.play(ProviderScript.faultless().failing(Fault.hang()));
      sendPositives(site, "silent", start.plusSeconds(1200));
      site.await("every permit is taken", s -> s.sum("vedette_in_flight") == PERMITS);
      Duration silent = timeOfNegatives(site, "silent", start.plusSeconds(1200));

      // The calls still hang, and yet everything behind them has gone through.
      assertThat(site.scrape().sum("vedette_in_flight")).isEqualTo(PERMITS);
      assertThat((double) silent.toMillis() / answering.toMillis())
          .as("%s while the provider was silent, %s while it answered", silent, answering)
          .isLessThan(SLOWER_AT_MOST);

      site.settled();

      List<Verdict> verdicts =
          site.verdicts().stream()
              .filter(verdict -> verdict.header().eventId().startsWith("silent"))
              .toList();
      assertThat(verdicts)
          .hasSize(POSITIVES)
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.EDGE))
          .allSatisfy(verdict -> assertThat(verdict.last()).isTrue())
          .allSatisfy(
              verdict ->
                  assertThat(untilDecided(verdict))
                      .isLessThan(
                          verdict.reason() == Reason.TIMEOUT ? DEADLINE.plus(SLACK) : SLACK));
      assertThat(verdicts)
          .filteredOn(verdict -> verdict.reason() == Reason.TIMEOUT)
          .hasSize(PERMITS);
      assertThat(verdicts)
          .filteredOn(verdict -> verdict.reason() == Reason.SATURATED)
          .hasSize(POSITIVES - PERMITS);
    }
  }

  private static Duration untilDecided(Verdict verdict) {
    return Duration.between(verdict.header().origin().appendedAt(), verdict.decidedAt());
  }

  private static void sendPositives(Site site, String name, Instant at) throws Exception {
    for (int device = 0; device < POSITIVES; device++) {
      site.send(site.capture("cam-" + device, name + "-face-" + device, at), Site.FACE);
    }
    site.sent();
  }

  /** From the sending of the first to the outcome of the last. */
  private static Duration timeOfNegatives(Site site, String name, Instant at) throws Exception {
    long before = site.scrape().outcome("rejected");
    long began = System.nanoTime();
    for (int i = 0; i < NEGATIVES; i++) {
      site.send(
          site.capture(
              "cam-" + i % POSITIVES, name + "-cat-" + i, at.plusSeconds(1).plusMillis(100L * i)),
          Site.CAT);
    }
    site.sent();
    site.await("all negatives are judged", s -> s.outcome("rejected") == before + NEGATIVES);
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
