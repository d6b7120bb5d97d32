package dev.vedette.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.core.money.LedgerLine;
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
  private static final int DEVICES = 60;

  @TempDir Path checkpoints;

  @Test
  void nothingIsLostAndNoJournaledAnswerIsPaidForAgain() throws Exception {
    var slow = ProviderScript.faultless().taking(Latency.fixed(Duration.ofMillis(700)));
    // Fewer permits than questions, so that some calls are answered and some are in flight.
    Map<String, String> options =
        Map.of("vedette.ask.permits", "200", "vedette.ask.deadline", "60 s");
    try (var site = Site.open(checkpoints, slow, options)) {
      Instant start = Instant.now().minus(Duration.ofHours(1));
      for (int device = 0; device < DEVICES; device++) {
        site.send(site.capture("cam-" + device, "first-" + device, start), Site.FACE);
      }
      site.sent();
      site.await("some calls are answered", s -> s.outcome("cloud") >= DEVICES / 3);
      for (int device = 0; device < DEVICES; device++) {
        site.send(
            site.capture("cam-" + device, "second-" + device, start.plusSeconds(60)), Site.FACE);
      }
      site.sent();
      site.await("calls are in flight", s -> s.sum("vedette_in_flight") >= 5);

      site.cluster.terminateTaskManager(0).get();
      site.cluster.startTaskManager();

      Scrape end = site.settled();

      assertThat(end.outcome("cloud") + end.outcome("edge")).isEqualTo(2 * DEVICES);
      Set<String> answered =
          site.verdicts().stream()
              .filter(Verdict::last)
              .map(verdict -> verdict.header().eventId())
              .collect(Collectors.toSet());
      assertThat(answered).hasSize(2 * DEVICES);

      List<LedgerLine> ledger = site.ledger();
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
      assertThat(dispatched).hasSize(2 * DEVICES);
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
}
