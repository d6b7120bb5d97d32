package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Reason;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.Fault;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider takes every call and answers none.
 *
 * <p>What is fast on a machine that others use as well nobody can say. So it is compared what came
 * before what: a gate that waited for the cloud could judge nothing before a call has come back.
 */
class SilentProviderIT {
  private static final int PERMITS = 8;
  private static final int POSITIVES = 10 * PERMITS;
  private static final int HANDFULS = 12;
  private static final int HANDFUL = 25;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** For a thread whose alarm has rung and that gets no processor. */
  private static final Duration WAKING_UP = Duration.ofSeconds(2);

  @TempDir Path checkpoints;

  @Test
  void everyEventIsAnsweredByTheEdgeInTimeAndTheGateGoesOnJudging() throws Exception {
    Map<String, String> options =
        Map.of(
            "vedette.ask.permits",
            String.valueOf(PERMITS),
            "vedette.ask.deadline",
            DEADLINE.toSeconds() + " s",
            "vedette.verdict.policy",
            "hold");
    var silence = ProviderScript.faultless().failing(Fault.hang());
    try (var site = Site.open(checkpoints, silence, options)) {
      Instant at = Instant.now().minus(Duration.ofHours(1));
      site.sendFaces(POSITIVES, at);
      site.sent();
      site.await("every permit is taken", s -> s.sum("vedette_in_flight") == PERMITS);

      // Handful by handful, so that at no time more than one of them waits for the gate.
      for (int handful = 1; handful <= HANDFULS; handful++) {
        sendNegatives(site, handful, at.plusSeconds(handful));
        int judged = handful * HANDFUL;
        Scrape seen =
            site.await(judged + " negatives are judged", s -> s.outcome("rejected") == judged);
        assertThat(seen.sum("vedette_in_flight"))
            .as("calls that hang while %d negatives were judged", judged)
            .isEqualTo(PERMITS);
      }

      site.settled().assertConservation();

      List<Verdict> verdicts = site.topics.verdicts();
      assertThat(verdicts)
          .hasSize(POSITIVES)
          .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.EDGE))
          .allSatisfy(verdict -> assertThat(verdict.last()).isTrue());
      List<Verdict> unanswered = because(Reason.TIMEOUT, verdicts);
      List<Verdict> unasked = because(Reason.SATURATED, verdicts);
      assertThat(unanswered).hasSize(PERMITS);
      assertThat(unasked).hasSize(POSITIVES - PERMITS);
      Instant firstTimeout =
          unanswered.stream().map(Verdict::decidedAt).min(Comparator.naturalOrder()).orElseThrow();
      assertThat(unasked)
          .as("whoever got no permit did not wait for one")
          .allSatisfy(verdict -> assertThat(verdict.decidedAt()).isBefore(firstTimeout));
      Map<String, Instant> dispatched =
          site.topics.ledger().stream()
              .filter(line -> line.entry() == LedgerLine.Entry.DISPATCHED)
              .collect(Collectors.toMap(line -> line.call().inferenceId(), LedgerLine::at));
      assertThat(unanswered).allSatisfy(verdict -> decidedAtTheDeadline(verdict, dispatched));
    }
  }

  /**
   * The deadline counts from the judgement. That was after the gate had worked on what the broker
   * had taken in, and before the call.
   */
  private static void decidedAtTheDeadline(Verdict verdict, Map<String, Instant> dispatched) {
    Instant judgedAfter =
        verdict.header().origin().appendedAt().plusMillis(verdict.times().gateMicros() / 1_000);
    Instant judgedBefore = dispatched.get(verdict.inferenceId());
    assertThat(verdict.decidedAt())
        .isBetween(judgedAfter.plus(DEADLINE), judgedBefore.plus(DEADLINE).plus(WAKING_UP));
  }

  private static List<Verdict> because(Reason reason, List<Verdict> verdicts) {
    return verdicts.stream().filter(verdict -> verdict.reason() == reason).toList();
  }

  private static void sendNegatives(Site site, int handful, Instant at) throws Exception {
    for (int i = 0; i < HANDFUL; i++) {
      String id = "cat-" + handful + "-" + i;
      site.send(site.capture("cam-" + i % POSITIVES, id, at.plusMillis(10L * i)), Site.CAT);
    }
    site.sent();
  }
}
