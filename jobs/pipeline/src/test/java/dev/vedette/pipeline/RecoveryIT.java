package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
import dev.vedette.core.verdict.Giver;
import dev.vedette.core.verdict.Verdict;
import dev.vedette.simulators.provider.BookEntry;
import dev.vedette.simulators.provider.Latency;
import dev.vedette.simulators.provider.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task manager dies while calls are in flight. */
class RecoveryIT {
  private static final int DEVICES = 30;
  private static final int ROUNDS = 3;
  private static final int EVENTS = ROUNDS * DEVICES;

  @TempDir Path checkpoints;

  /**
   * Three rounds of questions: one whose calls are in the checkpoint and answered after it, one
   * that is asked and answered after it, and one that is in flight when the task manager dies.
   */
  @Test
  void nothingIsLostAndNoJournaledAnswerIsPaidForAgain() throws Exception {
    var slow = ProviderScript.faultless().taking(Latency.fixed(Duration.ofSeconds(3)));
    // A permit for every question, and no checkpoint but the one that is asked for.
    Map<String, String> options =
        Map.of(
            "vedette.ask.permits",
            String.valueOf(2 * EVENTS),
            "vedette.ask.deadline",
            "60 s",
            "execution.checkpointing.interval",
            "1 h");
    try (var site = Site.open(checkpoints, slow, options)) {
      Instant start = Instant.now().minus(Duration.ofHours(1));
      ask(site, "first", start);
      site.await("its calls are in flight", s -> s.sum("vedette_in_flight") == DEVICES);
      site.checkpoint();
      assertThat(site.scrape().outcome("cloud")).as("answers before the checkpoint").isZero();
      site.await("the first round is answered", s -> s.outcome("cloud") == DEVICES);
      ask(site, "second", start.plusSeconds(60));
      site.await("the second round is answered", s -> s.outcome("cloud") == 2 * DEVICES);
      ask(site, "third", start.plusSeconds(120));
      site.await("calls are in flight", s -> s.sum("vedette_in_flight") >= 5);

      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();

      Scrape end = site.settled();

      assertThat(end.sum("vedette_answers_reused_total", "stage=\"ask\""))
          .as("questions that came back from the checkpoint and were answered already")
          .isEqualTo(DEVICES);
      assertThat(end.sum("vedette_answers_reused_total", "stage=\"admit\""))
          .as("events that were read again and were answered already")
          .isEqualTo(DEVICES);
      end.assertConservation();
      for (String round : List.of("first", "second")) {
        assertThat(site.topics.verdicts())
            .filteredOn(verdict -> verdict.last() && verdict.header().eventId().startsWith(round))
            .as("verdicts of the %s round, published before the crash and after it", round)
            .hasSize(2 * DEVICES)
            .allSatisfy(verdict -> assertThat(verdict.by()).isEqualTo(Giver.CLOUD));
      }
      assertThat(end.outcome("cloud") + end.outcome("edge")).isEqualTo(EVENTS);
      Set<String> answered =
          site.topics.verdicts().stream()
              .filter(Verdict::last)
              .map(verdict -> verdict.header().eventId())
              .collect(Collectors.toSet());
      assertThat(answered).hasSize(EVENTS);

      List<LedgerLine> ledger = site.topics.ledger();
      Set<String> settled = new HashSet<>();
      Set<String> dispatched = new HashSet<>();
      Set<String> maybeBilled = new HashSet<>();
      for (LedgerLine line : ledger) {
        String id = line.call().inferenceId();
        if (line.entry() == LedgerLine.Entry.DISPATCHED) {
          assertThat(settled).as("asked again after it was settled").doesNotContain(id);
          assertThat(line.call().repeat())
              .as("attempt %s of %s", line.call().attempt(), id)
              .isEqualTo(maybeBilled.contains(id));
          dispatched.add(id);
          maybeBilled.add(id);
        } else if (line.entry() == LedgerLine.Entry.RELEASED) {
          // The task died before a byte of the call had left.
          maybeBilled.remove(id);
        } else if (line.entry() == LedgerLine.Entry.SETTLED) {
          settled.add(id);
        }
      }
      assertThat(dispatched).hasSize(EVENTS);
      assertThat(ledger)
          .as("calls that were in flight are in the ledger as repeats")
          .anyMatch(line -> line.entry() == LedgerLine.Entry.DISPATCHED && line.call().repeat());
      Set<String> journaled =
          ledger.stream()
              .filter(line -> line.entry() == LedgerLine.Entry.DISPATCHED)
              .map(line -> line.call().requestId())
              .collect(Collectors.toSet());
      assertThat(site.provider.books().calls())
          .extracting(BookEntry::requestId)
          .as("every call in the provider's books is in the ledger, once")
          .doesNotHaveDuplicates()
          .allSatisfy(id -> assertThat(journaled).contains(id));
    }
  }

  private static void ask(Site site, String round, Instant at) throws Exception {
    for (int device = 0; device < DEVICES; device++) {
      site.send(site.capture("cam-" + device, round + "-" + device, at), Site.FACE);
    }
    site.sent();
  }
}
